// Evidence put into a text as [2], and told back while one writes.
//
//   <textarea id="x">…<textarea id="y">   and beside them
//   <div data-refs="x y"><button type="button" data-ref="2">[2] A register</button>
//     <p role="status" data-refs-say></p></div>
//
// A press on a button puts its number where one last wrote; "[" and then the arrow down goes to the
// buttons, arrows move among them, Escape goes back. A number that no evidence has is named.

const REFERENCE = /\[(\d{1,3})\]/g;

function put(field, number) {
  const { selectionStart: from, selectionEnd: to, value } = field;
  const opened = value[from - 1] === "[" && value[from - 2] !== "[";
  field.focus();
  field.setRangeText(opened ? `${number}]` : `[${number}]`, from, to, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function tell(fields, list) {
  const buttons = new Map([...list.querySelectorAll("[data-ref]")].map((button) => [button.dataset.ref, button]));
  const text = fields.map((field) => field.value).join("\n");
  const used = new Set([...text.matchAll(REFERENCE)].map(([, number]) => String(Number(number))));
  for (const [number, button] of buttons) button.classList.toggle("is-used", used.has(number));
  const unknown = [...used].filter((number) => !buttons.has(number));
  const say = list.querySelector("[data-refs-say]");
  const sentence = unknown.length ? `There is no evidence ${unknown.map((number) => `[${number}]`).join(", ")}.` : "";
  if (say.textContent !== sentence) say.textContent = sentence;
}

function among(list, from, by) {
  const buttons = [...list.querySelectorAll("[data-ref]")];
  return buttons[buttons.indexOf(from) + by];
}

function watch(list) {
  const fields = list.dataset.refs.split(" ").map((id) => document.getElementById(id)).filter(Boolean);
  if (!fields.length || list.dataset.refsWatched) return;
  list.dataset.refsWatched = "yes";
  let [latest] = fields;
  for (const field of fields) {
    field.addEventListener("focus", () => (latest = field));
    field.addEventListener("input", () => tell(fields, list));
    field.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowDown" || field.value[field.selectionStart - 1] !== "[") return;
      const first = list.querySelector("[data-ref]");
      if (!first) return;
      event.preventDefault();
      first.focus();
    });
  }
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-ref]");
    if (button) put(latest, button.dataset.ref);
  });
  list.addEventListener("keydown", (event) => {
    const button = event.target.closest("[data-ref]");
    if (!button) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by && event.key !== "Escape") return;
    event.preventDefault();
    if (by) among(list, button, by)?.focus();
    else latest.focus();
  });
  tell(fields, list);
}

const watchAll = () => document.querySelectorAll("[data-refs]").forEach(watch);
watchAll();
document.addEventListener("htmx:afterSettle", watchAll);
