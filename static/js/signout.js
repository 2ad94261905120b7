// Signing out leaves no words behind: what this browser keeps of drafts (drafts.js) is thrown away,
// in all tabs; where there is some, it is asked for first. A session that ends by itself throws
// nothing away, so that nobody's work is lost to it: it is offered to the same person again. What
// may be confidential is kept in the tab alone, and gone as soon as somebody else signs in there.

const DRAFTS = "plumbline.draft.";
const SIGNED_OUT = "plumbline.signed-out";
const person = document.body.dataset.person;
const own = `${DRAFTS}${person}.`;

function keys(storage) {
  try {
    return Object.keys(storage).filter((key) => key.startsWith(DRAFTS));
  } catch {
    return [];
  }
}

function throwAway(...storages) {
  for (const storage of storages) {
    for (const key of keys(storage)) if (key.startsWith(own)) storage.removeItem(key);
  }
}

if (person) {
  for (const key of keys(sessionStorage)) if (!key.startsWith(own)) sessionStorage.removeItem(key);
}

document.addEventListener("submit", (event) => {
  if (!event.target.closest("form[data-signs-out]")) return;
  const some = [localStorage, sessionStorage].some((storage) => keys(storage).some((key) => key.startsWith(own)));
  const sentence =
    "This browser keeps text that you have not sent. Signing out throws it away. Sign out all the same?";
  if (some && !confirm(sentence)) {
    event.preventDefault();
    return;
  }
  document.dispatchEvent(new Event("plumbline:signed-out"));
  throwAway(localStorage, sessionStorage);
  try {
    localStorage.setItem(SIGNED_OUT, `${person} ${Date.now()}`);
  } catch {
    // A browser that keeps nothing has no other tab to tell.
  }
});
window.addEventListener("storage", (event) => {
  if (event.key !== SIGNED_OUT || !event.newValue?.startsWith(`${person} `)) return;
  document.dispatchEvent(new Event("plumbline:signed-out"));
  throwAway(sessionStorage);
});
