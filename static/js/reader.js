// The document reader: a claim in the text and its card know each other.
//
//   <mark class="mark" data-claim="12" data-claims="12 9"> in [data-reader]   ↔   [data-item][data-claim="12"]
//
//   .tcard-form                a form opened in a card; [data-cancels] in it closes it without a new
//                              page, and so does Escape as long as nothing was typed; while it
//                              holds something unsaved, nothing else is done to the card
//   [data-leaves]              a way off the page that waits too, for any card's form
//   .typed-row                 words that are read as they are typed
//
// Claims may overlap: data-claims names all whose words these are, data-claim the innermost.

function light(claim) {
  let first = null;
  for (const mark of document.querySelectorAll("[data-reader] [data-claim]")) {
    const on = (mark.dataset.claims ?? mark.dataset.claim).split(" ").includes(claim);
    mark.classList.toggle("is-current", on);
    if (on && !first) first = mark;
  }
  return first;
}

// The text follows the cards only where it stands beside them, and never while a pointer is down:
// a page that scrolls between press and release takes the button away from under it.
const beside = matchMedia("(min-width: 1081px)");
let pressed = false;
let waiting = null;

function follow(mark) {
  if (!mark?.isConnected || !beside.matches) return;
  const { top, bottom } = mark.getBoundingClientRect();
  if (top < 130 || bottom > innerHeight - 60) mark.scrollIntoView({ block: "center" });
}

document.addEventListener("plumbline:current", (event) => {
  const mark = light(event.target.dataset.claim);
  if (pressed) waiting = mark;
  else follow(mark);
});
document.addEventListener("pointerdown", () => (pressed = true), true);
for (const released of ["pointerup", "pointercancel"]) {
  document.addEventListener(released, () => {
    pressed = false;
    const mark = waiting;
    waiting = null;
    setTimeout(() => follow(mark), 0);
  });
}

document.addEventListener("click", (event) => {
  const mark = event.target.closest("[data-reader] [data-claim]");
  if (!mark || !getSelection().isCollapsed) return;
  const card = document.querySelector(`[data-item][data-claim="${CSS.escape(mark.dataset.claim)}"]`);
  if (!card) return;
  event.preventDefault();
  if (!card.hasAttribute("tabindex")) card.tabIndex = -1;
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
});

const now = document.querySelector("[data-item].is-current[data-claim]");
if (now) light(now.dataset.claim);
document.addEventListener("htmx:afterSettle", () => {
  const card = document.querySelector("[data-item].is-current[data-claim]");
  if (card) light(card.dataset.claim);
});

// What was asked of documents or triage and is answered by another page is answered by the sign-in
// page: nothing of it belongs here. What the rest of the page asks for, as its bell does, is its own.
const isOurs = (address) => /^\/(documents|triage)\//.test(new URL(address, location.href).pathname);
document.addEventListener("htmx:beforeSwap", (event) => {
  const { pathInfo, xhr } = event.detail;
  if (!isOurs(pathInfo.requestPath) || isOurs(xhr.responseURL || location.href)) return;
  event.detail.shouldSwap = false;
  if (![...document.querySelectorAll(".tcard-form")].some(unsaved)) {
    location.reload();
    return;
  }
  const sentence =
    "You are signed out, so nothing was done. What you typed is still here: sign in again in " +
    "another tab, then do it once more.";
  document.dispatchEvent(new CustomEvent("plumbline:say", { detail: sentence }));
});

function close(box) {
  const card = box.closest("[data-item]");
  box.replaceChildren();
  if (!card.hasAttribute("tabindex")) card.tabIndex = -1;
  card.focus({ preventScroll: true });
}
function typed(field) {
  if (field.tagName !== "SELECT") return field.value !== field.defaultValue;
  const first = [...field.options].findIndex((option) => option.defaultSelected);
  return field.selectedIndex !== Math.max(0, first);
}

document.addEventListener("click", (event) => {
  const way = event.target.closest(".tcard-form [data-cancels]");
  if (!way) return;
  event.preventDefault();
  close(way.closest(".tcard-form"));
});
document.addEventListener("keydown", (event) => {
  const box = event.key === "Escape" && event.target.closest?.(".tcard-form");
  if (box && !unsaved(box)) close(box);
});

// A form that was refused came back with what was typed as its first values.
function unsaved(box) {
  if (!box?.firstElementChild) return false;
  return Boolean(box.querySelector(".form-errors")) || [...box.querySelectorAll("input, select, textarea")].some(typed);
}

/** Say that something here is not saved, where it is, and put the hands back on it. */
function insist(box) {
  let note = box.querySelector(".unsaved");
  if (!note) {
    note = document.createElement("p");
    note.className = "note note-caution unsaved";
    note.setAttribute("role", "alert");
    box.prepend(note);
  }
  note.textContent = "What you typed here is not saved yet, so nothing else was done. Save it or cancel it first.";
  const fields = [...box.querySelectorAll("input:not([type=hidden]), select, textarea")];
  (fields.find(typed) ?? fields[0])?.focus();
  note.scrollIntoView({ block: "nearest" });
}

document.addEventListener("htmx:confirm", (event) => {
  const from = event.detail.elt;
  const box = from.closest("[data-item]")?.querySelector(".tcard-form");
  if (!box || box.contains(from) || !unsaved(box)) return;
  event.preventDefault();
  insist(box);
});
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-leaves]")) return;
  const box = [...document.querySelectorAll(".tcard-form")].find(unsaved);
  if (!box) return;
  event.preventDefault();
  insist(box);
});

// Words that were changed meanwhile: what they were read as before is nobody's answer any more.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { elt, parameters } = event.detail.requestConfig;
  const field = elt.matches(".typed-row") && elt.querySelector("input");
  if (field && parameters[field.name] !== field.value) event.detail.shouldSwap = false;
});

// A name has a way of saying so, and the document's own voice has no name.
document.addEventListener("input", (event) => {
  const { name, form } = event.target;
  const how = form?.closest(".claim-form") && name === "name" && form.elements.how;
  if (!how) return;
  const named = event.target.value.trim() !== "";
  if (named && how.value === "own") how.value = how.dataset.named ?? "indirect";
  else if (!named && how.value !== "own") {
    how.dataset.named = how.value;
    how.value = "own";
  }
});
