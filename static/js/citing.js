// Citing from a saved copy: the hands move through its text, and take what they stand on.
//
//   [data-reader]                         the copy's text
//     .it[data-item data-start data-end]  a sentence or a cell, at these code points; data-rank is
//                                         its turn among the passages with figures, from 1
//   #citing                               the form; taking fetches it anew, filled in by the server
//     [data-takes]  [data-next]           its buttons for Enter and N
//     [data-other-marked]                 says so where one stands on another passage than it holds
//     [data-of-source]                    a question that the source's kind is the reason for
//
// J and K, Enter and N are pressed by keyboard.js; Shift with J or K takes a sentence more or less.
// Words selected with the mouse are taken before the sentence one stands on.

const reader = document.querySelector("[data-reader]");
const all = () => [...reader.querySelectorAll("[data-item]")];
const points = (text) => [...text].length;
const current = () => reader.querySelector("[data-item].is-current");
const narrow = matchMedia("(max-width: 900px)");
// From the item one stands on, that many more.
let more = 0;
// Whether one stands on another passage than the form holds, and was asked which one is meant.
let strayed = false;
let asked = false;
const OTHER = "You marked another passage: Enter takes it.";
const WHICH = `${OTHER} To add the one shown here, add it once more.`;

function tellOther(words) {
  const line = document.querySelector("#citing [data-other-marked]");
  if (line && line.textContent !== words) line.textContent = words;
}

function stand(item, block = "center") {
  if (!item) return;
  item.tabIndex = -1;
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block });
}

function reached() {
  const items = all();
  const at = items.indexOf(current());
  return at < 0 ? [] : items.slice(at, at + more + 1);
}

function show(name, items) {
  const now = new Set(items);
  for (const item of all()) item.classList.toggle(name, now.has(item));
}

function extend(by) {
  const items = all();
  const at = items.indexOf(current());
  if (at < 0) return;
  more = Math.max(0, Math.min(items.length - 1 - at, more + by));
  const span = reached();
  show("is-reached", more ? span : []);
  span.at(-1).scrollIntoView({ block: "nearest" });
}

/** Code points from the start of the copy to a place in a stretch, or null outside of any. */
function offsetOf(node, offset) {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  const stretch = element?.closest?.("[data-text-start]");
  if (!stretch || !reader.contains(stretch)) return null;
  const before = document.createRange();
  before.selectNodeContents(stretch);
  before.setEnd(node, offset);
  return Number(stretch.dataset.textStart) + points(before.toString());
}

/** The words selected with the mouse as {start, end, rect}, or null. */
function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!reader.contains(range.commonAncestorContainer)) return null;
  const touched = all().filter((item) => range.intersectsNode(item) && range.toString().trim());
  if (!touched.length) return null;
  const start = offsetOf(range.startContainer, range.startOffset) ?? Number(touched[0].dataset.start);
  const end = offsetOf(range.endContainer, range.endOffset) ?? Number(touched.at(-1).dataset.end);
  return end > start ? { start, end, rect: range.getBoundingClientRect() } : null;
}

function take() {
  const words = selected();
  const items = reached();
  if (!words && !items.length) return;
  const start = words?.start ?? Number(items[0].dataset.start);
  const end = words?.end ?? Number(items.at(-1).dataset.end);
  const form = document.querySelector("#citing form");
  strayed = asked = false;
  // Whoever adds it before the form has come back means this place already.
  form.elements.start.value = start;
  form.elements.end.value = end;
  show("it-taken", all().filter((item) => Number(item.dataset.start) < end && Number(item.dataset.end) > start));
  getSelection().removeAllRanges();
  const figures = reader.querySelector("[data-rank]") ? "1" : "";
  const answers = form.elements.answers?.value ?? "";
  window.htmx.ajax("GET", `${location.pathname}?start=${start}&end=${end}&figures=${figures}&answers=${answers}`, {
    target: "#citing",
    select: "#citing",
    swap: "outerHTML",
  });
}

function next() {
  const ranked = all().filter((item) => item.dataset.rank);
  ranked.sort((one, other) => one.dataset.rank - other.dataset.rank);
  const at = ranked.indexOf(current());
  stand(ranked[(at + 1) % ranked.length]);
}

if (reader) {
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-takes]")) take();
    if (event.target.closest("[data-next]")) next();
  });
  // Before keyboard.js, which knows J and K without Shift.
  document.addEventListener(
    "keydown",
    (event) => {
      if (!event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!["J", "K"].includes(event.key) || !event.target.closest("[data-reader], body")) return;
      if (event.target.matches("input:not([type=radio]), textarea, select") || document.querySelector("dialog[open]")) return;
      if (document.querySelector("[data-keys-switch]")?.checked === false) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      extend(event.key === "J" ? 1 : -1);
    },
    true,
  );
  document.addEventListener("plumbline:current", () => {
    more = 0;
    show("is-reached", []);
    strayed = Boolean(reader.querySelector(".it-taken")) && !current()?.classList.contains("it-taken");
    asked = false;
    tellOther(strayed ? OTHER : "");
  });
  document.addEventListener(
    "submit",
    (event) => {
      if (!strayed || asked || !event.target.closest("#citing")) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      asked = true;
      tellOther(WHICH);
      document.querySelector("#citing [data-other-marked]")?.scrollIntoView({ block: "nearest" });
    },
    true,
  );

  // What was refused is answered: its red words go, and a question whose reason is gone with them.
  const answered = (field) => {
    const errors = field?.querySelector(".errors");
    if (!errors) return;
    field.classList.remove("field-wrong");
    const list = document.querySelector("#citing .form-errors");
    list?.querySelector(`a[href="#${CSS.escape(errors.id.replace(/_error$/, ""))}"]`)?.closest("li").remove();
    if (list && !list.querySelector("li")) list.remove();
    errors.remove();
  };
  document.addEventListener("input", (event) => {
    const form = event.target.closest("#citing form");
    if (!form) return;
    answered(event.target.closest(".field"));
    if (!["source", "new_source", "new_kind"].includes(event.target.name)) return;
    answered(form.elements.source.closest(".field"));
    form.querySelector("[data-of-source]")?.remove();
  });

  // What was chosen or typed before the form has come back stays, also in what is folded.
  let kept = [];
  const isOwn = (field) => {
    if (field.matches("[type=radio]")) return field.checked;
    if (field.matches("[type=checkbox]")) return field.checked !== field.defaultChecked;
    if (field.tagName !== "SELECT") return field.value !== field.defaultValue;
    return field.selectedIndex !== Math.max(0, [...field.options].findIndex((option) => option.defaultSelected));
  };
  const putBack = ({ name, value, checked, type }) => {
    const isOneOf = type === "radio" ? `[value="${CSS.escape(value)}"]` : "";
    const field = document.querySelector(`#citing [name="${CSS.escape(name)}"]${isOneOf}`);
    if (!field) return;
    if (["radio", "checkbox"].includes(type)) field.checked = checked;
    else field.value = value;
    const folded = field.closest("details");
    if (folded) folded.open = true;
  };
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target?.id !== "citing") return;
    kept = [...event.detail.target.querySelectorAll("input, select, textarea")].filter(isOwn);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target?.id !== "citing") return;
    kept.forEach(putBack);
    kept = [];
  });

  // Over the words selected, or over the sentence that was clicked, the button that takes them.
  const pick = document.createElement("button");
  pick.type = "button";
  pick.className = "btn btn-primary btn-small quote-pick";
  pick.textContent = "Cite this";
  pick.hidden = true;
  document.body.append(pick);
  const place = (rect) => {
    pick.hidden = !rect;
    if (!rect) return;
    pick.style.left = `${Math.max(60, rect.left + Math.min(rect.width, 160) / 2) + scrollX}px`;
    pick.style.top = `${Math.max(50, rect.top - 8) + scrollY}px`;
  };
  let timer = null;
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    timer = setTimeout(() => selected() && place(selected().rect), 120);
  });
  document.addEventListener("click", (event) => {
    const item = event.target.closest("[data-reader] [data-item]");
    if (selected()) return;
    place(item?.getClientRects()[0]);
    // Enter takes what was clicked.
    if (item) item.tabIndex = -1;
    item?.focus({ preventScroll: true });
  });
  document.addEventListener("keydown", () => (pick.hidden = true));
  pick.addEventListener("pointerdown", (event) => event.preventDefault());
  pick.addEventListener("click", (event) => {
    event.stopPropagation();
    take();
    pick.hidden = true;
    // Where the form stands below the text, the eyes follow.
    if (narrow.matches) document.getElementById("citing").scrollIntoView();
  });

  const taken = reader.querySelector(".it-taken");
  const refused = document.querySelector("#citing .form-errors");
  if (!refused) {
    stand(taken ?? reader.querySelector('[data-rank="1"]') ?? all()[0]);
    // Without a keyboard, and the form far below, the way to take it stands at the passage itself.
    if (narrow.matches && !taken && current()) place(current().getClientRects()[0]);
  }
}
