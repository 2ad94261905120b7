// What somebody is at goes along when the page says that it is open: the data-doing of the form
// that has their hands (verification/presence.py has the words). A tab that comes to the front
// says so at once.

document.addEventListener("htmx:configRequest", (event) => {
  if (!event.detail.elt.matches("[data-presence]")) return;
  event.detail.parameters.doing = document.activeElement?.closest("[data-doing]")?.dataset.doing ?? "";
});
// What says the same as before stays as it is: a screen reader would read it out again.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, serverResponse } = event.detail;
  if (target.matches("[data-presence]") && serverResponse.trim() === target.innerHTML.trim()) {
    event.detail.shouldSwap = false;
  }
});
// Whoever leaves the page says so: the others need not wait until they are forgotten.
window.addEventListener("pagehide", () => {
  const here = document.querySelector("[data-presence]");
  if (!here) return;
  const word = new FormData();
  word.set("csrfmiddlewaretoken", JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"]);
  word.set("leaving", "1");
  navigator.sendBeacon(here.getAttribute("hx-post"), word);
});
window.addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelector("[data-presence]")?.dispatchEvent(new Event("plumbline:look"));
});
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) {
    document.querySelector("[data-presence]")?.dispatchEvent(new Event("plumbline:look"));
  }
});
