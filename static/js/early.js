// Keys pressed before the page's scripts are there wait for them: this script is the first and waits
// for nothing, the others come when the whole page has been read, and htmx hears after them.
//
// Until then a key does what it does without scripts: it writes in a field, or follows a link. What
// was typed after a key that leads into a field is written there.

(() => {
  const early = [];
  const isWithEnter = (event) => (event.ctrlKey || event.metaKey) && event.key === "Enter";
  const writes = (event) => event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;

  function keep(event) {
    event.stopImmediatePropagation();
    if (isWithEnter(event)) event.preventDefault(); // which would begin a new line first
    early.push(event);
  }

  function pressAgain(event) {
    const stoodNowhere = event.target.matches("html, body");
    const target = stoodNowhere ? document.activeElement : event.target;
    const isOpen = target.dispatchEvent(new KeyboardEvent(event.type, event));
    if (isOpen && stoodNowhere && writes(event)) document.execCommand("insertText", false, event.key);
  }

  window.addEventListener("keydown", keep, true);
  window.addEventListener("DOMContentLoaded", () => {
    window.removeEventListener("keydown", keep, true);
    early.forEach(pressAgain);
  });
})();
