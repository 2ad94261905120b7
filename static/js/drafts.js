// Drafts that save themselves, and say when.
//
//   <form data-draft="finding-12" data-draft-url="/…/draft/">     what is sent: the form's fields
//     <p class="draft-status" data-draft-status aria-live="polite"></p>
//   data-draft-saved   what the status says, where it is not the finding's
//   data-draft-tab     what it holds may be confidential: kept in this tab, not in the browser
//   data-draft-unsaved    the answer to a form that was refused: its words are saved nowhere, and
//                         none is sent before whoever reads that answer types or presses something
//
// Whatever is typed is kept in this browser first, under the person who typed it, until the server
// has it: with data-draft-url it is sent from here ("plumbline:saved" tells the form all that was
// answered), without one when the form is. That the server
// took a form is told by the cookie "taken" alone (verification/views/taken.py). Each page keeps
// under a name of its own, so that two tabs never write over each other; what an earlier page has
// left is offered, and never put into a form without being asked. Signing out throws it all away
// (signout.js).

const WAIT = 1200;
const AGAIN = [2_000, 5_000, 10_000, 20_000];
const LONGEST = 15_000; // until a server that does not answer counts as lost
const NO_CONNECTION = "no connection";
const OFFERED = 3;
const FORGOTTEN_AFTER = 30 * 24 * 3600 * 1000;
const OWN = new Set(["csrfmiddlewaretoken", "version", "draft", "seen", "sure"]);
const PERSON = document.body.dataset.person ?? "";
const PREFIX = `plumbline.draft.${PERSON}.`;
const PAGE = Math.random().toString(36).slice(2, 10);
let over = false; // signed out: nothing is kept any more, and nothing sent
const leaving = new AbortController(); // of what is on its way when somebody signs out

// -- what this browser keeps ----------------------------------------------------------------------

const place = (form) => ("draftTab" in form.dataset ? sessionStorage : localStorage);

function put(storage, key, fields) {
  try {
    storage.setItem(key, JSON.stringify({ at: Date.now(), fields }));
    return true;
  } catch {
    return false;
  }
}

function drop(storage, key) {
  try {
    storage.removeItem(key);
  } catch {
    // A browser that keeps nothing has nothing to drop.
  }
}

function kept(storage, name) {
  const found = [];
  try {
    for (const key of Object.keys(storage)) {
      if (key.startsWith(`${PREFIX}${name}.`)) found.push({ key, ...JSON.parse(storage.getItem(key)) });
    }
  } catch {
    return [];
  }
  for (const draft of found) if (Date.now() - draft.at > FORGOTTEN_AFTER) drop(storage, draft.key);
  return found.filter((draft) => Date.now() - draft.at <= FORGOTTEN_AFTER).sort((a, b) => b.at - a.at);
}

function forgetTaken() {
  const cookie = document.cookie.split("; ").find((part) => part.startsWith("taken="));
  if (!cookie) return;
  for (const name of cookie.slice("taken=".length).replaceAll('"', "").split("~")) {
    if (name) for (const storage of [localStorage, sessionStorage]) drop(storage, PREFIX + name);
  }
  document.cookie = "taken=; max-age=0; path=/; samesite=lax";
}

// -- a form's words -------------------------------------------------------------------------------

function fieldsOf(form) {
  return [...new FormData(form)].filter(([name, value]) => !OWN.has(name) && typeof value === "string");
}

function fill(form, pairs) {
  const values = new Map();
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), value]);
  for (const field of form.elements) {
    if (!field.name || OWN.has(field.name)) continue;
    const wanted = values.get(field.name) ?? [];
    if (field.type === "checkbox" || field.type === "radio") field.checked = wanted.includes(field.value);
    else if (field.tagName === "SELECT" && field.multiple) {
      for (const option of field.options) option.selected = wanted.includes(option.value);
    } else if (["BUTTON", "FIELDSET"].includes(field.tagName) || field.type === "file") continue;
    else if (wanted.length) field.value = wanted[0];
  }
}

const clock = (moment) => moment.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
const moment = (at) => new Date(at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });

function statusOf(form) {
  let status = form.querySelector("[data-draft-status]");
  if (!status) {
    status = document.createElement("p");
    status.className = "draft-status";
    status.dataset.draftStatus = "";
    form.append(status);
  }
  status.setAttribute("role", "status");
  status.setAttribute("aria-live", "polite");
  return status;
}

function offer(form, draft, { take, drop: leave }) {
  const box = document.createElement("div");
  box.className = "draft-offer";
  box.setAttribute("role", "status");
  const text = document.createElement("span");
  text.textContent = `This browser kept something you had not saved (${moment(draft.at)}).`;
  const buttons = [["Put it back", take], ["Throw it away", leave]].map(([label, act]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-small";
    button.textContent = label;
    button.addEventListener("click", () => {
      act();
      box.remove();
    });
    return button;
  });
  box.append(text, ...buttons);
  form.prepend(box);
  for (let at = form.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
}

// -- sending --------------------------------------------------------------------------------------

// A browser that cannot join the two only lets the answer come; it is not kept then either.
const unlessLeaving = (signal) => AbortSignal.any?.([signal, leaving.signal]) ?? signal;

async function sent(form) {
  const body = new FormData(form);
  return fetch(form.dataset.draftUrl, {
    method: "POST",
    body,
    headers: { Accept: "application/json" },
    redirect: "manual",
    keepalive: document.visibilityState === "hidden",
    signal: unlessLeaving(AbortSignal.timeout(LONGEST)),
  });
}

// What the server says of it, without the full stop; nothing where it answers with a page.
async function sentenceOf(answer) {
  const isSaid = answer.headers.get("Content-Type")?.startsWith("text/plain");
  return isSaid ? (await answer.text()).replace(/\.$/, "") : "";
}

// Signing in anew, in another tab, makes the forms of this one invalid: their token is renewed, if
// it is still the same person. Answers why not, or nothing.
async function renewed(form) {
  const page = await fetch(new URL("..", new URL(form.dataset.draftUrl, location.href)), {
    redirect: "manual",
    signal: leaving.signal,
  });
  if (page.type === "opaqueredirect" || page.status === 401) {
    return "you are signed out. Sign in again in another tab and come back here: then it is saved";
  }
  const fresh = new DOMParser().parseFromString(await page.text(), "text/html");
  if (page.ok && (fresh.body.dataset.person ?? "") !== PERSON) return "somebody else is signed in now in this browser";
  const token = fresh.querySelector("[name=csrfmiddlewaretoken]")?.value;
  if (!page.ok || !token) return "this is no longer yours to write";
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
  document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
  return "";
}

function watch(form) {
  if (form.dataset.draftWatched) return;
  form.dataset.draftWatched = "yes";
  const name = `${form.dataset.draft}.${PAGE}`;
  const storage = place(form);
  const key = PREFIX + name;
  const status = statusOf(form);
  const where = "draftTab" in form.dataset ? "in this tab" : "in this browser";
  let timer = null;
  let sending = null;
  let failures = 0;
  let lost = ""; // why the last words did not reach the server
  let submitted = false; // what is on its way to the server is no draft any more
  let cut = false; // no connection, when the server was asked last
  let saved = "draftUnsaved" in form.dataset ? null : words();
  let touched = saved !== null; // what nobody has answered yet overwrites nothing

  function words() {
    return JSON.stringify(fieldsOf(form));
  }
  function tell(sentence, state) {
    status.dataset.state = state;
    if (status.textContent !== sentence) status.textContent = sentence;
  }
  // In this browser: true where nothing would be lost with the page.
  function keep() {
    if (over) return tellOver();
    if (words() !== saved) return put(storage, key, fieldsOf(form));
    drop(storage, key);
    return true;
  }
  function tellOver() {
    drop(storage, key);
    if (words() === saved) return true;
    tell("You signed out, so this is kept nowhere. Copy your text before you leave this page.", "lost");
    return false;
  }
  function tellLost(why, { again }) {
    lost = why;
    if (over) return;
    const safe = keep();
    tell(
      safe ? `Not saved: ${why}. It is kept ${where}.` : `Not saved: ${why}. Copy your text before you leave this page.`,
      "lost",
    );
    clearTimeout(timer);
    if (again) timer = setTimeout(save, AGAIN[Math.min(failures++, AGAIN.length - 1)]);
  }

  function save() {
    clearTimeout(timer);
    if (over || submitted || sending || words() === saved) return;
    const safe = keep();
    if (!touched) return;
    if (form.dataset.draftUrl) {
      sending = send().finally(() => {
        sending = null;
        if (!lost && !submitted && words() !== saved) timer = setTimeout(save, WAIT);
      });
    } else if (safe) tell(`Kept ${where} ${clock(new Date())}, until you send it`, "kept");
    else tell("Not kept: this browser has no room. Copy your text before you leave this page.", "lost");
  }

  async function send(isSecond = false) {
    if (over) return;
    const now = words();
    try {
      const answer = await sent(form);
      cut = false;
      if (answer.ok) {
        failures = 0;
        lost = "";
        saved = now;
        keep();
        tell(`${form.dataset.draftSaved ?? "Saved"} ${clock(new Date())}`, words() === now ? "saved" : "changed");
        const told = await answer.json();
        if (told.version !== undefined && form.elements.version) form.elements.version.value = told.version;
        form.dispatchEvent(new CustomEvent("plumbline:saved", { bubbles: true, detail: told }));
      } else if (answer.type === "opaqueredirect" || [401, 403].includes(answer.status)) {
        const said = answer.type === "opaqueredirect" ? "" : await sentenceOf(answer);
        const why = isSecond ? said || "this is no longer yours to write" : await renewed(form);
        if (why) tellLost(why, { again: false });
        else await send(true);
      } else if ([400, 409, 422].includes(answer.status)) {
        tellLost((await sentenceOf(answer)) || "the server did not take it", { again: false });
      } else tellLost("the server could not take it, and is asked again", { again: true });
    } catch {
      cut = true;
      // Whoever was told to press again is told so until the connection is back ("online").
      if (lost === NO_CONNECTION && !navigator.onLine) return;
      tellLost("the connection is lost; it is saved as soon as it is back", { again: true });
    }
  }

  // A press that cannot arrive would only lead to the browser's own page of errors.
  function tellNoConnection() {
    const url = form.dataset.draftUrl;
    if (url && words() === saved) tell("No connection. All of it is saved; press again once it is back.", "lost");
    else if (!keep()) tell("No connection. Copy your text before you leave this page.", "lost");
    else if (!url) tell(`No connection: kept ${where}. Press again once it is back.`, "lost");
    else {
      lost = NO_CONNECTION;
      tell(`No connection: kept ${where}; it is sent once the connection is back, press again then.`, "lost");
    }
  }
  function mayLeave(event) {
    touched = true;
    if (!navigator.onLine) {
      event.preventDefault();
      clearTimeout(timer);
      tellNoConnection();
      return false;
    }
    if (cut) save(); // which asks whether it is back
    // Two at once would each be too late for the other: what is on its way arrives first.
    if (!sending) return true;
    event.preventDefault();
    const button = event.submitter;
    sending.then(() => (cut ? tellNoConnection() : form.requestSubmit(button)));
    return false;
  }

  form.addEventListener("input", () => {
    submitted = false;
    touched = true;
    if (lost || over) keep();
    else if (status.dataset.state === "saved" || status.dataset.state === "kept") status.dataset.state = "changed";
    clearTimeout(timer);
    timer = setTimeout(save, WAIT);
  });
  form.addEventListener("submit", (event) => {
    if (event.submitter?.formTarget === "_blank") return; // shown elsewhere, still being written
    if (!mayLeave(event)) return;
    submitted = true;
    clearTimeout(timer);
    if (!over) put(storage, key, fieldsOf(form));
  });
  form.addEventListener("formdata", (event) => event.formData.set("draft", name));
  for (const comesBack of ["online", "focus"]) window.addEventListener(comesBack, save);
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) submitted = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (!over && !submitted && !keep()) event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => {
    if (!over && !submitted && words() !== saved) save();
  });
  document.addEventListener("plumbline:signed-out", () => {
    over = true;
    leaving.abort();
    clearTimeout(timer);
    tellOver();
  });

  if (saved === null && keep()) tell(`Not saved. It is kept ${where} until you save it.`, "lost");
  for (const draft of kept(storage, form.dataset.draft).filter((draft) => draft.key !== key).slice(0, OFFERED)) {
    if (JSON.stringify(draft.fields) === words()) drop(storage, draft.key);
    else {
      offer(form, draft, {
        take: () => {
          fill(form, draft.fields);
          keep();
          drop(storage, draft.key);
          form.dispatchEvent(new Event("input", { bubbles: true }));
        },
        drop: () => drop(storage, draft.key),
      });
    }
  }
}

const watchAll = () => document.querySelectorAll("form[data-draft]").forEach(watch);
forgetTaken();
watchAll();
document.addEventListener("htmx:afterSettle", watchAll);
