// Triage at volume: Shift and click ticks a range, the bar says how many are ticked.
//
//   [data-bulk] holds tick boxes; [data-bulk-count] says their number, or what it holds; [data-bulk-all] ticks all;
//   [data-bulk-needs] buttons stay off until something is ticked. After a decision the list opens at
//   the next line that is left.

function boxes(form) {
  return [...form.querySelectorAll("[data-item] input[type=checkbox]")];
}

function count(form) {
  const all = boxes(form);
  const ticked = all.filter((box) => box.checked).length;
  for (const place of form.querySelectorAll("[data-bulk-count]")) {
    place.textContent = ticked ? `${ticked} ticked` : place.dataset.bulkCount;
  }
  for (const button of form.querySelectorAll("[data-bulk-needs]")) button.disabled = !ticked;
  // With something ticked, A and X mean the ticked ones: the lines' own buttons step back.
  form.classList.toggle("has-ticks", ticked > 0);
  const everything = form.querySelector("[data-bulk-all]");
  if (everything) {
    everything.checked = ticked > 0 && ticked === all.length;
    everything.indeterminate = ticked > 0 && ticked < all.length;
  }
}

// The line after the last of those decided now; after the end, the first that is left.
function following(form, submitter) {
  const own = submitter?.closest("[data-item]");
  const isDecided = (item) => (own ? item === own : item.querySelector("input[type=checkbox]")?.checked);
  const all = [...form.querySelectorAll("[data-item]")];
  const last = all.findLastIndex(isDecided);
  return [...all.slice(last + 1), ...all.slice(0, last)].find((item) => !isDecided(item));
}

function watch(form) {
  if (form.dataset.bulkWatched) return;
  form.dataset.bulkWatched = "yes";
  let last = null;
  form.addEventListener("click", (event) => {
    const box = event.target.closest("[data-item] input[type=checkbox]");
    if (!box) return;
    const all = boxes(form);
    if (event.shiftKey && last && all.includes(last)) {
      const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
      for (const other of all.slice(from, to + 1)) other.checked = box.checked;
    }
    last = box;
    count(form);
  });
  form.addEventListener("change", (event) => {
    if (event.target.matches("[data-bulk-all]")) {
      for (const box of boxes(form)) box.checked = event.target.checked;
    }
    count(form);
  });
  form.addEventListener("submit", (event) => {
    const next = following(form, event.submitter);
    const back = form.querySelector("input[name=next]");
    if (next && back) back.value = `${back.value.split("#")[0]}#${next.id}`;
  });
  count(form);
}

const watchAll = () => document.querySelectorAll("[data-bulk]").forEach((form) => {
  watch(form);
  count(form);
});
watchAll();
document.addEventListener("htmx:afterSettle", watchAll);
