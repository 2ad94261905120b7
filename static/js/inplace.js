// A form that was fetched into [data-inplace] is closed by its [data-cancels], or by Escape.

function close(box) {
  box.replaceChildren();
  const item = box.closest("[data-item]");
  if (!item) return;
  if (!item.hasAttribute("tabindex")) item.tabIndex = -1;
  item.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const way = event.target.closest("[data-inplace] [data-cancels]");
  if (!way) return;
  event.preventDefault();
  close(way.closest("[data-inplace]"));
});
document.addEventListener("keydown", (event) => {
  const box = event.key === "Escape" && event.target.closest?.("[data-inplace]");
  if (box) close(box);
});
