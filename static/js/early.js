// Keys pressed before the page's scripts are there wait for them: this script is the first and waits
// for nothing, the others come when the whole page has been read, and htmx hears after them.
//
// Until then a key does what it does without scripts: it writes in a field, or follows a link. What
// waited is pressed again by this script, marked as early, and so it leads and opens, but decides
// nothing (keyboard.js); Ctrl or Cmd with Enter does not wait at all. What was typed after a key that
// leads into a field is written there as typed, up to the first key that is no plain writing: a word
// that is cut short is seen, one that was altered is not.

(() => {
  const FIELD = "textarea, input:not([type]), input[type=text], input[type=search], input[type=url]";
  const SILENT = ["Shift", "AltGraph", "Control", "Alt", "Meta", "CapsLock"];
  let early = [];
  const isWithEnter = (event) => (event.ctrlKey || event.metaKey) && event.key === "Enter";
  const writes = (event) =>
    event.key.length === 1 &&
    (event.getModifierState("AltGraph") || !(event.ctrlKey || event.metaKey || event.altKey));

  function keep(event) {
    if (isWithEnter(event)) {
      event.stopImmediatePropagation();
      event.preventDefault();
    } else if (event.target.matches(FIELD)) early = []; // whoever writes here is led nowhere else
    else {
      event.stopImmediatePropagation();
      // Of a page that asks, where the first press may have been meant for the page before.
      if (event.key === "Enter" && event.target.matches("button[data-asks]")) event.preventDefault();
      else if (!event.repeat && !SILENT.includes(event.key)) early.push(event);
    }
  }

  // Each answers whether the key after it can be pressed as well.
  function write(field, event) {
    if (event.isComposing) return false;
    if (writes(event)) return document.execCommand("insertText", false, event.key);
    if (event.key === "Backspace") return document.execCommand("delete") || field.value === "";
    if (event.key !== "Enter") return false;
    if (field.matches("textarea")) return document.execCommand("insertText", false, "\n");
    if (field.matches("[data-search]")) field.form?.requestSubmit(); // looks something up, and no more
    return false;
  }
  function pressAgain(event) {
    const stoodNowhere = event.target.matches("html, body");
    const target = stoodNowhere ? document.activeElement : event.target;
    if (target.matches(FIELD)) return write(target, event);
    target.dispatchEvent(Object.assign(new KeyboardEvent(event.type, event), { isEarly: true }));
    return true;
  }

  window.addEventListener("keydown", keep, true);
  window.addEventListener("DOMContentLoaded", () => {
    window.removeEventListener("keydown", keep, true);
    early.every(pressAgain);
  });
})();
