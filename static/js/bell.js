// The bell looks every 20 seconds whether something was told, and at once when its tab comes to
// the front. It asks nothing while the tab is hidden, and nothing more once one is signed out.
// Without it the bell is a link, and true when the page was made.

const EVERY_MS = 20_000;
let signedIn = true;

function look() {
  const bell = document.getElementById("bell");
  if (bell && signedIn && !document.hidden) bell.dispatchEvent(new Event("plumbline:look"));
}
setInterval(look, EVERY_MS);
document.addEventListener("visibilitychange", look);
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.elt.id !== "bell" || event.detail.xhr.status !== 403 || !signedIn) return;
  signedIn = false;
  const sentence =
    "You are signed out, so nothing new shows here. Sign in again in another tab, then reload.";
  document.dispatchEvent(new CustomEvent("plumbline:say", { detail: sentence }));
});
