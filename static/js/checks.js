// What is still missing of a finding, told while one answers; the next page load says the same.
//
//   [data-checks]         the list's frame, in the form
//   [data-checks-count]   "2 of 4 met"
//   li.check-…            a line that an answer of the form meets

const ANSWERS = {
  "check-said": "was_it_said",
  "check-said-reasons": "said_reasons",
  "check-rating": "rating",
  "check-reasons": "reasons",
  "check-departs": "departs_because",
};
const OF_WHAT_IS_SO = "li.check-rating, li.check-reasons";

function look(form) {
  const frame = form?.querySelector("[data-checks]");
  if (!frame) return;
  const answer = (name) => (form.elements[name]?.value ?? "").trim();
  for (const [line, name] of Object.entries(ANSWERS)) {
    for (const item of frame.querySelectorAll(`li.${line}`)) item.classList.toggle("met", answer(name) !== "");
  }
  // Of what was not said nothing more is asked; why a rating departs, only while it does.
  const isOver = answer("was_it_said") === "no" && !answer("rating");
  for (const item of frame.querySelectorAll(OF_WHAT_IS_SO)) item.hidden = isOver;
  const departs = form.querySelector("[data-departs]");
  for (const item of frame.querySelectorAll("li.check-departs")) item.hidden = departs?.hidden ?? true;
  const said = ["", "yes"].includes(answer("was_it_said"));
  for (const item of frame.querySelectorAll("li.check-said-reasons")) item.hidden = said;
  const asked = [...frame.querySelectorAll("details li.is-asked")].filter((item) => !item.hidden);
  const met = asked.filter((item) => item.classList.contains("met"));
  frame.querySelector("[data-checks-count]").textContent = `${met.length} of ${asked.length} met`;
}

document.addEventListener("input", ({ target }) => look(target.form ?? target.closest?.("form")));
document.addEventListener("plumbline:saved", ({ target }) => look(target));
