// A choice that was made can be taken back: by its key or a press once more, or by "Clear".
//
//   [data-clears="rating"]    the button that empties that choice; without scripts it is sent along

const chosen = new WeakMap(); // form -> the radio buttons that were chosen before this press
const lookAt = (form) => chosen.set(form, new Set(form.querySelectorAll("[type=radio]:checked")));
const clearing = (name) => `[data-clears="${CSS.escape(name)}"]`;

function clear(radio) {
  radio.checked = false;
  radio.dispatchEvent(new Event("input", { bubbles: true }));
}

function watch() {
  for (const button of document.querySelectorAll("[data-clears]")) lookAt(button.form);
}

document.addEventListener("input", ({ target }) => {
  const form = target.form ?? target;
  if (chosen.has(form)) lookAt(form);
});
document.addEventListener("click", (event) => {
  const radio = event.target;
  if (radio.matches("[type=radio]") && radio.form?.querySelector(clearing(radio.name))) {
    if (chosen.get(radio.form)?.has(radio)) clear(radio);
    return;
  }
  const button = radio.closest("[data-clears]");
  if (!button) return;
  event.preventDefault();
  const group = [...button.form.querySelectorAll(`[name="${CSS.escape(button.dataset.clears)}"]`)];
  group.filter((each) => each.checked).forEach(clear);
  group[0]?.focus();
});

watch();
document.addEventListener("htmx:afterSettle", watch);
