// Words that this browser kept of a form that is no longer on the page: the text was signed off, or
// given to somebody else, or the finding is in. They are shown, to be copied or thrown away.
//
//   [data-draft-left="verdict-12-1."]   with what the names of such drafts begin (drafts.js, which
//                                       first forgets those that the server took)

const LABELS = {
  conclusion: "Conclusion",
  explanation: "Explanation",
  said_explanation: "What shows whether it was said",
  reasons: "Why",
  said_reasons: "What shows whether it was said",
  departs_because: "Why the rating departs from the numbers",
  reply: "Your answer to who sent it back",
};
const PREFIX = `plumbline.draft.${document.body.dataset.person ?? ""}.`;

function made(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

function show(place, key) {
  const { at, fields } = JSON.parse(localStorage.getItem(key));
  const words = fields.filter(([name, text]) => LABELS[name] && text.trim());
  if (!words.length) return;
  const moment = new Date(at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
  const said = `This browser kept what you had not saved (${moment}). The form it was for is no longer here; copy what you need.`;
  const leave = made("button", { type: "button", className: "btn btn-small", textContent: "Throw it away" });
  const box = made("div", { className: "note note-caution stack" }, made("p", { className: "small", textContent: said }));
  for (const [name, text] of words) {
    const field = made("textarea", { value: text, rows: 3, readOnly: true });
    box.append(made("label", { className: "field" }, made("span", { textContent: LABELS[name] }), field));
  }
  leave.addEventListener("click", () => {
    localStorage.removeItem(key);
    box.remove();
  });
  box.append(leave);
  place.append(box);
}

for (const place of document.querySelectorAll("[data-draft-left]")) {
  try {
    const names = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX + place.dataset.draftLeft));
    names.forEach((key) => show(place, key));
  } catch {
    // A browser that keeps nothing has nothing left.
  }
}
document.addEventListener("plumbline:signed-out", () => {
  for (const place of document.querySelectorAll("[data-draft-left]")) place.replaceChildren();
});
