// Offers words, themes and pages below a search field while one types; or, without an address to lead to,
// what the field is then filled with. Without this, the form does all.

const PAUSE = 200; // milliseconds without a key before asking
const SHORTEST = 2;

function option(id, { label, kind, url }) {
  const element = document.createElement("li");
  const what = document.createElement("span");
  what.className = "suggestions__kind";
  what.textContent = kind;
  element.className = "suggestions__option";
  element.id = id;
  element.dataset.url = url;
  element.dataset.label = label;
  element.setAttribute("role", "option");
  element.setAttribute("aria-selected", "false");
  element.append(label, " ", what);
  return element;
}

function enhance(field) {
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let asking = new AbortController();
  let pause = 0;
  let active = -1;

  function choose(number) {
    active = number;
    [...list.children].forEach((each, place) => each.setAttribute("aria-selected", place === active));
    const chosen = list.children[active];
    if (!chosen) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  }

  function show(suggestions) {
    list.replaceChildren(...suggestions.map((each, place) => option(`${list.id}-${place}`, each)));
    list.hidden = !suggestions.length;
    field.setAttribute("aria-expanded", !list.hidden);
    status.textContent = field.value ? field.dataset.suggestionsSaid.replace("…", suggestions.length) : "";
    choose(-1);
  }

  function close() {
    clearTimeout(pause);
    asking.abort();
    list.hidden = true;
    status.textContent = "";
    field.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  function take({ dataset: { url, label } }) {
    if (url) return location.assign(url);
    field.value = label;
    close();
  }

  async function ask() {
    asking = new AbortController();
    try {
      const address = `${field.dataset.suggestions}?q=${encodeURIComponent(field.value.trim())}`;
      const answer = await fetch(address, { signal: asking.signal, credentials: "same-origin" });
      if (answer.ok) show((await answer.json()).suggestions);
    } catch {
      // Given up for a newer question, or the network is gone: the form still works.
    }
  }

  function move(step) {
    const last = list.children.length - 1;
    if (active + step < -1) choose(last);
    else choose(active + step > last ? -1 : active + step);
  }

  list.id = `${field.id}-suggestions`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.dataset.suggestionsSaid.replace(/\s*:\s*…/, ""));
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  field.type = "text"; // a field of type “search” may not be a combobox
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-controls", list.id);
  field.parentElement.classList.add("has-suggestions");
  field.after(list, status);

  field.addEventListener("input", () => {
    close();
    if (field.value.trim().length >= SHORTEST) pause = setTimeout(ask, PAUSE);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") move(event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && active >= 0) take(list.children[active]);
    else return;
    event.preventDefault();
  });
  field.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const chosen = event.target.closest("[role=option]");
    if (chosen) take(chosen);
  });
}

document.querySelectorAll("[data-suggestions]").forEach(enhance);
