// Leads from what a page lacks to its field in the admin’s form, on whichever tab it stands. Wagtail does so
// when a screen opens, and for fields only: here too within the screen, and for lists of rows.

const HASH = "#:w:contentpath=";
// What stands on a tab that is still closed takes no focus.
const TAB_OPENS_MS = 150;

function fieldOf(hash) {
  if (!hash.startsWith(HASH)) return null;
  const name = CSS.escape(hash.slice(HASH.length));
  return document.querySelector(`[data-contentpath="${name}"]`) ?? document.querySelector(`#id_${name}-ADD`);
}

function show(field) {
  const tabpanel = field.closest("[role=tabpanel]");
  document.querySelector(`[role=tab][href="#${tabpanel?.id}"]`)?.click();
  const panel = field.closest("[data-panel]");
  const toggle = panel?.querySelector("[data-panel-toggle]");
  if (toggle?.getAttribute("aria-expanded") === "false") toggle.click();
  setTimeout(() => reach(field, panel), TAB_OPENS_MS);
}

function reach(field, panel) {
  (panel ?? field).scrollIntoView({ block: "center" });
  const inside = "input:not([type=hidden]), textarea, select, button, [contenteditable=true]";
  (field.matches("button") ? field : field.querySelector(inside))?.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest(`a[href^="${HASH}"]`);
  const field = link && fieldOf(link.hash);
  if (!field) return;
  event.preventDefault();
  show(field);
});

window.addEventListener("load", () => {
  const field = fieldOf(window.location.hash);
  if (field) show(field);
});
