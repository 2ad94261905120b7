// Add a claim by selecting its words.
//
//   [data-reader]                         the text
//     [data-text-start="120"]             a stretch whose text is exactly the saved copy's from
//                                         code point 120 on (may hold <mark>, <a>, <b>; no spaces of its own)
//   <form data-quote-form>                fields named exact, prefix, start, end get what was selected;
//                                         inside a <details>, which is opened
//   <form data-words-form>                as long as one is open in a claim's card, what is selected
//                                         goes there instead: into its fields words and near
//
// Offsets are Unicode code points, as everywhere: JavaScript's own count UTF-16 units.

const CONTEXT = 32;
// Asked for anew each time: a step of triage swaps the text for one with other marks.
const reader = () => document.querySelector("[data-reader]");
const form = document.querySelector("form[data-quote-form]");
const points = (text) => [...text].length;

/** A place between stretches, such as the end of a line: the start of the next stretch. */
function between(node, offset) {
  const place = document.createRange();
  place.setStart(node, offset);
  for (const stretch of reader().querySelectorAll("[data-text-start]")) {
    if (place.comparePoint(stretch, 0) >= 0) return Number(stretch.dataset.textStart);
  }
  const last = [...reader().querySelectorAll("[data-text-start]")].at(-1);
  return last ? Number(last.dataset.textStart) + points(last.textContent) : null;
}

/** Code points from the start of the saved copy to a place in the page, or null outside the text. */
export function offsetOf(node, offset) {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  const stretch = element?.closest?.("[data-text-start]");
  if (!stretch) return between(node, offset);
  if (!reader().contains(stretch)) return null;
  const before = document.createRange();
  before.selectNodeContents(stretch);
  before.setEnd(node, offset);
  return Number(stretch.dataset.textStart) + points(before.toString());
}

/** The selected quote without white space at its ends, or null. */
export function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!reader().contains(range.commonAncestorContainer)) return null;
  let start = offsetOf(range.startContainer, range.startOffset);
  let end = offsetOf(range.endContainer, range.endOffset);
  if (start === null || end === null || end <= start) return null;
  const text = range.toString();
  const exact = text.trim();
  if (!exact) return null;
  start += points(text) - points(text.trimStart());
  end -= points(text) - points(text.trimEnd());
  const before = document.createRange();
  before.selectNodeContents(reader());
  before.setEnd(range.startContainer, range.startOffset);
  const prefix = [...before.toString()].slice(-CONTEXT).join("");
  return { exact, prefix, start, end, rect: range.getBoundingClientRect() };
}

if (reader() && form) {
  const pick = document.createElement("button");
  pick.type = "button";
  pick.className = "btn btn-primary btn-small quote-pick";
  pick.textContent = "Add claim";
  pick.hidden = true;
  document.body.append(pick);
  let quote = null;
  const wordsForm = () => document.querySelector("form[data-words-form]");

  const show = () => {
    quote = selected();
    pick.hidden = !quote;
    if (!quote) return;
    pick.textContent = wordsForm() ? "Take these words" : "Add claim";
    pick.style.left = `${Math.max(60, quote.rect.left + quote.rect.width / 2) + scrollX}px`;
    pick.style.top = `${Math.max(50, quote.rect.top - 8) + scrollY}px`;
  };
  let timer = null;
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    timer = setTimeout(show, 120);
  });
  // Pressing the button must not drop the selection first.
  pick.addEventListener("pointerdown", (event) => event.preventDefault());
  pick.addEventListener("click", () => {
    if (!quote) return;
    const words = wordsForm();
    if (words) {
      takeWords(words);
      return;
    }
    for (const name of ["exact", "prefix", "start", "end"]) {
      if (form.elements[name]) form.elements[name].value = quote[name];
    }
    const details = form.closest("details");
    if (details) details.open = true;
    pick.hidden = true;
    form.scrollIntoView({ block: "nearest" });
    (form.elements.statement ?? form.elements.exact)?.focus();
  });
  function takeWords(target) {
    const field = target.elements.words;
    target.elements.near.value = quote.start;
    field.value = quote.exact;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    pick.hidden = true;
    field.scrollIntoView({ block: "nearest" });
    field.focus();
  }
  // A quote changed by hand has lost its place; the server looks for it again.
  form.elements.exact?.addEventListener("input", () => {
    for (const name of ["prefix", "start", "end"]) if (form.elements[name]) form.elements[name].value = "";
  });
}
