// A file dropped anywhere on the page goes into the form that saves it, and is sent.
//
//   <form data-drop>            with an <input type="file" name="file">, which may stand beside it and
//                               name it; inside a <details>, which is opened
//   [data-dropped]              for a word about it
//   body.is-dropping            while a file is held over the page

const form = () => document.querySelector("form[data-drop]");
const hasFile = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
let depth = 0;

function over(by) {
  depth = Math.max(0, depth + by);
  document.body.classList.toggle("is-dropping", depth > 0);
}

document.addEventListener("dragenter", (event) => {
  if (form() && hasFile(event)) over(1);
});
document.addEventListener("dragleave", (event) => {
  if (form() && hasFile(event)) over(-1);
});
document.addEventListener("dragover", (event) => {
  if (form() && hasFile(event)) event.preventDefault();
});
document.addEventListener("drop", (event) => {
  if (!form() || !hasFile(event)) return;
  event.preventDefault();
  over(-depth);
  const into = form();
  const input = into.elements.file;
  input.files = event.dataTransfer.files;
  if (into.closest("details")) into.closest("details").open = true;
  const word = document.querySelector("[data-dropped]");
  if (word) word.textContent = `${input.files[0].name} is on its way.`;
  into.requestSubmit();
});
document.addEventListener("change", (event) => {
  const input = event.target;
  if (input.matches("input[type=file]") && input.form?.matches("[data-drop]") && input.files.length) input.form.requestSubmit();
});
