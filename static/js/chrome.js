// The frame around every page: menus that close, the theme without a reload, times that stay true,
// and a sentence when an htmx request fails. The page works without any of it.

document.documentElement.classList.add("js");

// Menus are <details>; outside clicks and Escape close them.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
  const dismissed = event.target.closest("[data-dismiss]");
  if (dismissed) dismissed.closest("li")?.remove();
});
document.addEventListener("keydown", (event) => {
  // A dialog over an open menu is closed alone: the focus goes back to what opened it.
  if (event.key !== "Escape" || document.querySelector("dialog[open]")) return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// Theme: the form works by itself; here it only spares the reload.
document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-theme-form]");
  if (!form || !event.submitter) return;
  event.preventDefault();
  const theme = event.submitter.value;
  const body = new FormData(form);
  body.set("theme", theme);
  document.documentElement.dataset.theme = theme;
  for (const button of form.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button === event.submitter));
  }
  try {
    await fetch(form.action, { method: "POST", body, redirect: "manual" });
  } catch {
    say("The theme is changed here, but could not be remembered: the connection is lost.");
  }
});

// Relative times, in the words the server uses.
function ago(then, now = Date.now()) {
  const seconds = Math.round((now - then) / 1000);
  const size = Math.abs(seconds);
  if (size < 45) return seconds >= 0 ? "just now" : "in a moment";
  const [count, unit] =
    size < 3570 ? [Math.max(1, Math.round(size / 60)), "min"]
    : size < 86400 ? [Math.round(size / 3600), "h"]
    : [Math.round(size / 86400), Math.round(size / 86400) === 1 ? "day" : "days"];
  return seconds >= 0 ? `${count} ${unit} ago` : `in ${count} ${unit}`;
}
setInterval(() => {
  for (const time of document.querySelectorAll("time[data-relative][datetime]")) {
    const then = Date.parse(time.dateTime);
    if (!Number.isNaN(then)) time.textContent = ago(then);
  }
}, 30_000);

// Failures of htmx requests, said once and in words.
export function say(sentence) {
  const list = document.getElementById("messages");
  if (!list) return;
  const said = [...list.children].some((item) => item.firstElementChild?.textContent === sentence);
  if (said) return;
  const item = document.createElement("li");
  item.className = "message message-error";
  const text = document.createElement("span");
  text.textContent = sentence;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "btn-link";
  close.dataset.dismiss = "";
  close.textContent = "Close";
  item.append(text, close);
  list.append(item);
}
// Good news goes by itself, unless it is being read, offers something, or motion is not wanted; and
// not while somebody writes, as what one writes in would move.
const STAYS = 8_000;
const writes = () => document.activeElement?.matches("input, textarea, select");
function goes(item) {
  setTimeout(() => {
    if (writes() || item.matches(":hover, :focus-within")) goes(item);
    else item.remove();
  }, STAYS);
}
function letGo() {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  for (const item of document.querySelectorAll("#messages > .message-success:not([data-goes])")) {
    if (item.querySelector("form, a")) continue;
    item.dataset.goes = "";
    goes(item);
  }
}
letGo();
// What comes while the page is open takes no place from what one writes in: further down browsers
// see to that by themselves, at the page's very beginning they do not.
const told = document.getElementById("messages");
let height = told?.offsetHeight;
function makeRoom(changes) {
  for (const item of changes.flatMap((change) => [...change.addedNodes])) item.classList?.add("is-late");
  const more = told.offsetHeight - height;
  height += more;
  if (more > 0 && scrollY === 0 && writes()) scrollBy(0, more);
  letGo();
}
if (told) new MutationObserver(makeRoom).observe(told, { childList: true });
document.addEventListener("plumbline:say", (event) => say(event.detail));
const polls = (event) => /every|plumbline:look/.test(event.detail.elt?.getAttribute?.("hx-trigger") ?? "");
document.addEventListener("htmx:sendError", (event) => {
  if (!polls(event)) {
    say("The connection is lost, so nothing was changed. What you typed is still here; try again.");
  }
});
document.addEventListener("htmx:responseError", (event) => {
  if (polls(event)) return;
  const status = event.detail.xhr.status;
  if (status === 401 || status === 403) {
    say("You may not do this, or you have been signed out. Nothing was changed; reload the page.");
  } else if (status === 404) {
    say("This is no longer here: somebody has moved or removed it. Reload the page.");
  } else if (status === 429) {
    say("That was too often in a short time. Nothing was changed; wait a minute and try again.");
  } else {
    say("Something broke on our side and nothing was changed. What you typed is still here.");
  }
});
