// Hands on the keyboard. Every key only clicks or focuses something that is on the page anyway:
//
//   [data-list]            a list; J and K move through its [data-item]s
//   [data-key="a"]         what the key A does: in the current item first, else on the page
//                          (digits and "enter" too); a button is clicked, a field is focused
//   [data-aims]            a button to which its key only leads, as nobody can undo it: Enter presses it
//   [data-undecided]       an item that waits for a decision. Once one is decided, the next such is
//                          the current one, from the last on to the first; U on it undoes what was
//                          decided last, and comes back to that
//   [data-search]          where "/" goes
//   [data-opens="keys"]    opens the list of keys, as "?" does
//   [data-asks]            the button of a page that asks whether something is meant
//   [data-keys-switch]     a tick box that switches the single keys off (WCAG 2.1.4)
//
// The current item carries .is-current and aria-current; "plumbline:current" is sent from it.
// Nothing happens while somebody types. Ctrl or Cmd with Enter submits the form one is in.
//
// A key that leads into a field, follows a link or opens something does so whenever it is pressed.
// One that decides wants a press that was meant for this page: not one that came before its scripts
// and is pressed again (early.js), nor one by a key that is held down, nor the second press of the
// key whose first one sent a form and so led here. Where a page asks whether something is meant, no
// press counts before the page can have been read.

const OFF = "plumbline.keys.off";
const TYPED = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]";
const shown = (element) => element.getClientRects().length > 0;
const items = () => [...document.querySelectorAll("[data-list] [data-item]")].filter(shown);
const waits = (item) => item.matches("[data-undecided]");
let currentId = null;
let currentIndex = -1;
let undecided = new Set();
let decided = [];  // the ids of what was decided here, the last one last

// -- what was meant for this page -----------------------------------------------------------------

const SENT_BY = "plumbline.sent-by";
const MOMENT = 600; // ms since the page was first seen, or since a press that did not count
const HELD_WITH_OTHERS = new Set(["Control", "Meta", "Shift", "Alt", "AltGraph"]);
const PRESSED = "button, input:not([data-search])"; // what Enter makes decide without this script
const asks = () => document.querySelector("button[data-asks]");
let sentBy = new Set([takenNote(), ...(asks() ? ["Enter", " "] : [])]);
let seenAt = Infinity;
let lastPressed = "";
let isSecond = false;
requestAnimationFrame(() => (seenAt = performance.now()));

function takenNote() {
  try {
    const { key = "", from } = JSON.parse(sessionStorage.getItem(SENT_BY) ?? "{}");
    sessionStorage.removeItem(SENT_BY);
    // Whoever goes down a list with one key has it before them all the time.
    return key.length === 1 && from === location.pathname ? "" : key;
  } catch {
    return "";
  }
}

function hear(event) {
  if (event.isEarly || HELD_WITH_OTHERS.has(event.key)) return;
  lastPressed = event.key;
  isSecond = sentBy.has(event.key) && !(performance.now() > seenAt + MOMENT);
  if (isSecond) seenAt = performance.now();
  else sentBy = new Set();
  // What the browser does by itself with the key.
  const isPress = event.key === "Enter" ? isSecond || event.repeat : event.key === " " && isSecond;
  if (isPress && event.target.matches?.(PRESSED)) event.preventDefault();
}

const isMeant = (event) => !event.isEarly && !event.repeat && !isSecond;
const leads = (element) => element.matches(`${TYPED}, summary, a[href]`);

window.addEventListener("keydown", hear, true);
window.addEventListener("pointerdown", () => (lastPressed = ""), true);
window.addEventListener("input", (event) => event.isTrusted && (sentBy = new Set()), true);
window.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  try {
    sessionStorage.setItem(SENT_BY, JSON.stringify({ key: lastPressed, from: location.pathname }));
  } catch {
    // A browser that keeps nothing is not signed in either.
  }
});

// -- where one is ---------------------------------------------------------------------------------

function current() {
  return document.querySelector("[data-item].is-current");
}

function makeCurrent(item, { focus = true } = {}) {
  if (!item) return;
  const before = current();
  if (before && before !== item) {
    before.classList.remove("is-current");
    before.removeAttribute("aria-current");
  }
  currentId = item.id;
  currentIndex = items().indexOf(item);
  item.classList.add("is-current");
  item.setAttribute("aria-current", "true");
  if (focus) {
    if (!item.hasAttribute("tabindex")) item.tabIndex = -1;
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
  }
  if (before !== item) item.dispatchEvent(new CustomEvent("plumbline:current", { bubbles: true }));
}

function move(by) {
  const all = items();
  if (!all.length) return;
  const at = all.indexOf(current());
  makeCurrent(all[Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + by))]);
}

// Whoever goes on writing does so at the end; whoever searches anew replaces what was searched for.
function goInto(field) {
  if (!field) return;
  field.focus();
  if (field.matches("textarea")) field.setSelectionRange(field.value.length, field.value.length);
  else if (field.matches("[data-search]")) field.select();
}

// The ids of what waits for a decision; also keeps in mind what no longer does, or does again.
function tellDecided() {
  const before = undecided;
  undecided = new Set(items().filter(waits).map((item) => item.id));
  const gone = [...before].filter((id) => !undecided.has(id));
  decided = [...decided.filter((id) => !undecided.has(id)), ...gone];
  return { gone, isOther: gone.length === 0 && undecided.size === before.size };
}

// The next that waits for a decision, from this place on and round to it.
function nextUndecided(from) {
  const all = items();
  return [...all.slice(from), ...all.slice(0, from)].find(waits);
}

function comeBack() {
  const item = document.getElementById(decided.at(-1) ?? "");
  const undo = item?.querySelector('[data-key="u"]');
  if (!undo || !current() || !waits(current())) return false;
  makeCurrent(item);
  undo.click();
  return true;
}

// What is pressed while the current item is being changed was meant for what comes after it.
const isBusy = () => Boolean(current()?.querySelector(".htmx-request"));

function press(key, { isMeant }) {
  const name = CSS.escape(key);
  const inItem = current()?.querySelector(`[data-key="${name}"]`);
  const onPage = [...document.querySelectorAll(`[data-key="${name}"]`)].filter(
    (element) => !element.closest("[data-item]") && shown(element),
  );
  // What a message offers comes first: it is about what was done a moment ago.
  const told = onPage.find((element) => element.closest("#messages"));
  const target = inItem && shown(inItem) ? inItem : (told ?? onPage[0]);
  if (!target || target.disabled) return false;
  if (!isMeant && !leads(target)) return true;
  if (target.matches(TYPED)) goInto(target);
  else if (target.matches("[data-aims]")) target.focus();
  else if (target.matches("summary")) {
    if (!target.parentElement.open) target.click();
    goInto(target.parentElement.querySelector("input:not([type=hidden]), textarea, select"));
  } else {
    target.click();
    if (target.matches("input")) target.focus();
  }
  return true;
}

function openKeys() {
  const dialog = document.getElementById("keys");
  if (dialog && !dialog.open) dialog.showModal();
}

function switchedOff() {
  try {
    return localStorage.getItem(OFF) === "1";
  } catch {
    return false;
  }
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.(TYPED);
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
    // A field may stand outside its form: what it belongs to counts, not what it stands in.
    const form = event.target.form ?? event.target.closest?.("form") ?? document.querySelector("form[data-submits]");
    if (form) {
      event.preventDefault();
      const button = form.querySelector("[type=submit][data-default]") ?? undefined;
      if (isMeant(event)) form.requestSubmit(button);
    }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape" && typing?.matches("[data-search]")) typing.blur();
  if (typing || document.querySelector("dialog[open]") || switchedOff()) return;
  const key = event.key.toLowerCase();
  const how = { isMeant: isMeant(event) };
  let done = true;
  if (key === "j") move(1);
  else if (key === "k") move(-1);
  else if (key === "?") openKeys();
  else if (key === "/") {
    const search = [...document.querySelectorAll("[data-search]")].find(shown);
    if (search) goInto(search);
    else done = false;
  } else if (key === "enter") {
    done = event.target.matches("[data-item]") && press("enter", how);
  } else if (/^[a-z0-9]$/.test(key)) {
    done = isBusy() || (key === "u" && how.isMeant && comeBack()) || press(key, how);
  } else done = false;
  if (done) event.preventDefault();
});

document.addEventListener("focusin", (event) => {
  const item = event.target.closest?.("[data-list] [data-item]");
  if (item) makeCurrent(item, { focus: false });
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-opens=keys]")) openKeys();
  if (event.target.closest("[data-closes]")) event.target.closest("dialog")?.close();
  const item = event.target.closest("[data-list] [data-item]");
  if (item) makeCurrent(item, { focus: false });
});

// A swapped fragment replaces the current item: take it up again, or the one now in its place; or
// go on from it, where it was decided. Whoever did something else to it undoes that first.
document.addEventListener("htmx:afterSettle", (event) => {
  const field = document.activeElement;
  if (field?.matches("[autofocus]") && event.target.contains(field)) goInto(field);
  const { gone, isOther } = tellDecided();
  if (current() || currentIndex < 0) return;
  if (isOther) decided = [];
  const all = items();
  const same = currentId && document.getElementById(currentId);
  const again = same || all[currentIndex] || all.at(-1);
  const goesOn = gone.includes(currentId) && nextUndecided(currentIndex + (same ? 1 : 0));
  const lost = document.activeElement === document.body;
  if (goesOn || again) makeCurrent(goesOn || again, { focus: lost });
});

const keysSwitch = document.querySelector("[data-keys-switch]");
if (keysSwitch) {
  keysSwitch.checked = !switchedOff();
  keysSwitch.addEventListener("change", () => {
    try {
      localStorage.setItem(OFF, keysSwitch.checked ? "0" : "1");
    } catch {
      // A browser that keeps nothing keeps the keys on.
    }
  });
}

const target = location.hash && document.getElementById(location.hash.slice(1));
const first = target?.matches?.("[data-item]") ? target : document.querySelector("[data-list][data-start] [data-item]");
// Whoever comes for one item stands on it; on any other page the hands stay where they are.
if (first) makeCurrent(first, { focus: first === target });
tellDecided();
