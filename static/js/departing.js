// A rating that departs from what the numbers say owes a reason: the saved draft's answer says so.
//
//   [data-departs-words]   where the sentence goes, in the form
//   [data-departs]         the field for the reason, hidden as long as there is no sentence

document.addEventListener("plumbline:saved", ({ target, detail }) => {
  const words = target.querySelector("[data-departs-words]");
  const field = target.querySelector("[data-departs]");
  if (!words || !field || detail.departs === undefined) return;
  if (words.textContent !== detail.departs) words.textContent = detail.departs;
  const comes = field.hidden && detail.departs !== "";
  field.hidden = !detail.departs;
  // Whoever rates sees what it asks of them; the focus stays where they write.
  if (comes) words.parentElement.scrollIntoView({ block: "nearest" });
});
