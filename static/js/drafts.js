// Drafts that save themselves, and say when.
//
//   <form data-draft="finding-12" data-draft-url="/…/draft">      what is sent: the form's fields
//     <p class="draft-status" data-draft-status aria-live="polite"></p>
//
// Without data-draft-url the text is kept in this browser only, until the form is sent.
//
// The server answers 2xx (JSON {"version": n} updates the field named version; "plumbline:saved" is
// sent from the form with all of it). When it cannot be
// reached, the text stays in this browser and is offered again on the next visit. Nothing is ever
// put into a form without being asked.

const WAIT = 1200;
const OWN = new Set(["csrfmiddlewaretoken", "version"]);

function clock(date) {
  return date.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}

function kept(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function keep(key, value) {
  try {
    if (value) localStorage.setItem(key, JSON.stringify(value));
    else localStorage.removeItem(key);
    return true;
  } catch {
    return false;
  }
}

function fields(form) {
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

function offer(form, draft, { take, drop }) {
  const box = document.createElement("div");
  box.className = "draft-offer";
  box.setAttribute("role", "status");
  const text = document.createElement("span");
  text.textContent = `This browser kept something you had not saved (${new Date(draft.at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" })}).`;
  const buttons = [["Put it back", take], ["Throw it away", drop]].map(([label, act]) => {
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
}

function watch(form) {
  if (form.dataset.draftWatched) return;
  form.dataset.draftWatched = "yes";
  const key = `plumbline.draft.${form.dataset.draft}`;
  const status = form.querySelector("[data-draft-status]");
  let timer = null;
  let sending = null;
  let submitted = false; // what is on its way to the server is no draft any more
  let saved = JSON.stringify(fields(form));

  const tell = (sentence, state) => {
    if (!status) return;
    status.textContent = sentence;
    status.dataset.state = state;
  };
  const lost = (why) => {
    const here = keep(key, { at: Date.now(), fields: fields(form) });
    tell(
      here ? `Not saved: ${why}, kept in this browser.` : `Not saved: ${why}. Copy your text before you leave this page.`,
      "lost",
    );
  };

  async function save() {
    clearTimeout(timer);
    const now = JSON.stringify(fields(form));
    if (now === saved || sending || submitted) return;
    if (!form.dataset.draftUrl) {
      saved = now;
      if (keep(key, { at: Date.now(), fields: fields(form) })) tell(`Kept in this browser ${clock(new Date())}`, "saved");
      return;
    }
    sending = new AbortController();
    try {
      const answer = await fetch(form.dataset.draftUrl, {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "application/json" },
        redirect: "manual",
        signal: sending.signal,
      });
      if (answer.ok) {
        saved = now;
        keep(key, null);
        tell(`Saved ${clock(new Date())}`, "saved");
        const type = answer.headers.get("content-type") ?? "";
        if (type.includes("json")) {
          const told = await answer.json();
          if (told.version !== undefined && form.elements.version) form.elements.version.value = told.version;
          form.dispatchEvent(new CustomEvent("plumbline:saved", { bubbles: true, detail: told }));
        }
      } else if (answer.status === 409) lost("a newer version was saved elsewhere; press Save to see both");
      else if (answer.type === "opaqueredirect" || [401, 403].includes(answer.status)) lost("you have been signed out or this is no longer yours");
      else lost("the server could not take it");
    } catch (error) {
      if (error.name !== "AbortError") lost("connection lost");
    } finally {
      sending = null;
      if (JSON.stringify(fields(form)) !== saved && status?.dataset.state !== "lost") timer = setTimeout(save, WAIT);
    }
  }

  form.addEventListener("input", () => {
    submitted = false;
    clearTimeout(timer);
    timer = setTimeout(save, WAIT);
  });
  form.addEventListener("submit", (event) => {
    if (event.submitter?.formTarget === "_blank") return; // shown elsewhere, still being written
    submitted = true;
    clearTimeout(timer);
    sending?.abort();
    keep(key, { at: Date.now(), fields: fields(form), submitted: true });
  });
  window.addEventListener("online", save);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && !submitted && JSON.stringify(fields(form)) !== saved) {
      keep(key, { at: Date.now(), fields: fields(form) });
      save();
    }
  });

  const before = kept(key);
  if (!before) return;
  const returned = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  const same = JSON.stringify(before.fields) === saved;
  // A submitted draft whose answer has arrived (this page) has done its work.
  if (same || (before.submitted && !returned)) keep(key, null);
  else {
    offer(form, before, {
      take: () => {
        fill(form, before.fields);
        form.dispatchEvent(new Event("input", { bubbles: true }));
      },
      drop: () => keep(key, null),
    });
  }
}

const watchAll = () => document.querySelectorAll("form[data-draft]").forEach(watch);
watchAll();
document.addEventListener("htmx:afterSettle", watchAll);
