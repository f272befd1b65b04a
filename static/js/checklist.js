// Leads from what a page lacks, or could say better, to its field in the admin’s form, on whichever tab it
// stands. Wagtail does so when a screen opens, and for fields only: here too within the screen, for lists of
// rows, and through panels that are folded.

const HASH = "#:w:contentpath=";
// What stands on a tab that is still closed takes no focus.
const TAB_OPENS_MS = 150;

function fieldOf(hash) {
  if (!hash.startsWith(HASH)) return null;
  const steps = hash.slice(HASH.length).split(".").map((step) => CSS.escape(step));
  const path = steps.map((step) => `[data-contentpath="${step}"]`).join(" ");
  return document.querySelector(path) ?? document.querySelector(`#id_${steps[0]}-ADD`);
}

function show(field) {
  const tabpanel = field.closest("[role=tabpanel]");
  document.querySelector(`[role=tab][href="#${tabpanel?.id}"]`)?.click();
  for (let panel = panelOf(field); panel; panel = panelOf(panel.parentElement)) {
    const toggle = panel.querySelector("[data-panel-toggle]");
    if (toggle?.getAttribute("aria-expanded") === "false") toggle.click();
  }
  setTimeout(() => reach(field, panelOf(field)), TAB_OPENS_MS);
}

function panelOf(element) {
  return element?.closest("[data-panel]");
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
