// Loses nothing that is typed in a form of the admin while the server cannot be reached or the session has
// ended: says so, keeps the text in this browser, and offers to put it back. It is its writer’s alone: gone
// once saved, at sign-out, when somebody else signs in, and after a day.

const PREFIX = "safekeeping:";
const KEPT_MS = 24 * 3600 * 1000;
const LOOK_AGAIN_MS = 4000;
const LOOK_WHILE_TYPING_MS = 30_000;
const STAYS_MS = 6000;

const box = document.querySelector("[data-safekeeping]");
const form = document.querySelector("form[data-edit-form], form[data-kept]");
const own = `${PREFIX}${box?.dataset.person}:`;
const saysIt = (name) => box.querySelector(`[data-said=${name}]`);

const key = () => own + window.location.pathname;

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

function forget(isMeant) {
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith(PREFIX) && isMeant(name)) localStorage.removeItem(name);
  }
}

const forgetThis = () => localStorage.removeItem(key());
// What was saved meanwhile is another text than the one that waits to be put back.
const forgetSaved = () => saysIt("kept").hidden && forgetThis();

function say(name) {
  for (const each of box.querySelectorAll("[data-said]")) each.hidden = each.dataset.said !== name;
}

// What stands in the form, as it would be sent; passwords and files never.
function keep(isSent = false) {
  if (form.querySelector("[type=password]")) return;
  const entries = [...new FormData(form)].filter(
    ([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken",
  );
  try {
    localStorage.setItem(key(), JSON.stringify({ at: Date.now(), isSent, entries }));
  } catch {
    // A full store keeps what it had: the text still stands in the form.
  }
}

// A session that is new takes a new token, in every form that was open before and in what Wagtail asks.
function renew(token) {
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
  window.wagtailConfig.CSRF_TOKEN = token;
}

let trouble = "";
let lookedAt = Date.now();
let lookingAgain;

async function findTrouble() {
  lookedAt = Date.now();
  try {
    const headers = { "X-Requested-With": "XMLHttpRequest" };
    const answer = await fetch(box.dataset.session, { headers, cache: "no-store" });
    if (answer.status >= 500) return "lost";
    if (!answer.ok || answer.redirected) return "out";
    const { person, token } = await answer.json();
    if (person !== box.dataset.person) return "other";
    renew(token);
    return "";
  } catch {
    return "lost";
  }
}

async function look() {
  const before = trouble;
  trouble = await findTrouble();
  clearTimeout(lookingAgain);
  if (trouble) {
    if (trouble === "other") forgetThis();
    else keep();
    if (trouble !== before) say(trouble);
    lookingAgain = setTimeout(look, LOOK_AGAIN_MS);
  } else if (before) {
    say("back");
    setTimeout(() => saysIt("back").hidden = true, STAYS_MS);
    // What saves by itself does so now.
    saveNow();
  }
  return trouble;
}

const saveNow = () => form.dispatchEvent(new CustomEvent("w-unsaved:add", { bubbles: true }));

// What is typed while the editor still opens counts as what it held, and would not save by itself.
let typed = false;

function saveWhatWasTypedEarly() {
  if (typed) saveNow();
}

// Nothing is sent before it is known that it will be received.
let passes = false;

async function hold(event) {
  if (event.target !== form || passes) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const pressed = event.submitter;
  if (await look()) return;
  keep(true);
  if (pressed?.name) {
    const meant = document.createElement("input");
    Object.assign(meant, { type: "hidden", name: pressed.name, value: pressed.value });
    form.append(meant);
  }
  passes = true;
  form.requestSubmit();
}

// What was sent has arrived where the next screen comes of that form.
function hasArrived(name, { isSent }) {
  const [navigation] = performance.getEntriesByType("navigation");
  const from = document.referrer && new URL(document.referrer).pathname;
  return isSent && navigation?.type === "navigate" && name === own + from;
}

async function sendAgain(entries) {
  const body = new FormData();
  for (const [name, value] of entries) body.append(name, value);
  body.delete("overwrite_revision_id");
  for (const name of ["csrfmiddlewaretoken", "loaded_revision_id", "loaded_revision_created_at"]) {
    const now = form.elements.namedItem(name);
    if (now) body.set(name, now.value);
  }
  const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
  const { success, url, error_message: why } = await answer.json();
  if (!success) throw new Error(why ?? "");
  return url ?? window.location.pathname;
}

function fillIn(entries) {
  for (const box of form.querySelectorAll("[type=checkbox], [type=radio]")) box.checked = false;
  for (const [name, value] of entries) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (["checkbox", "radio"].includes(field.type)) field.checked ||= field.value === value;
      else field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}

async function putBack({ entries }) {
  if (!form.dataset.controller?.includes("w-autosave")) {
    fillIn(entries);
    say("");
    return;
  }
  try {
    const next = await sendAgain(entries);
    forgetThis();
    window.addEventListener("w-unsaved:confirm", (event) => event.preventDefault(), { once: true });
    window.location.assign(next);
  } catch (error) {
    box.querySelector("[data-why]").textContent = error.message;
  }
}

function offer() {
  const kept = read(key());
  if (!kept) return;
  box.querySelector("[data-since]").textContent = new Date(kept.at).toLocaleString(document.documentElement.lang);
  box.querySelector("[data-put-back]").addEventListener("click", () => putBack(kept));
  box.querySelector("[data-forget]").addEventListener("click", () => {
    forgetThis();
    say("");
  });
  say("kept");
}

if (box) {
  forget((name) => {
    const kept = read(name);
    return !name.startsWith(own) || !kept || Date.now() - kept.at > KEPT_MS || hasArrived(name, kept);
  });
  document.addEventListener("submit", (event) => {
    if (event.target.getAttribute("action")?.endsWith("/logout/")) forget(() => true);
  });
}

if (box && form) {
  offer();
  document.addEventListener("submit", hold, { capture: true });
  document.addEventListener("w-autosave:success", forgetSaved);
  document.addEventListener("w-autosave:error", () => {
    if (passes) return; // overtaken by what the person sends
    keep();
    look();
  });
  document.addEventListener("w-autosave:save", () => typed = false);
  document.addEventListener("w-unsaved:watch-edits", saveWhatWasTypedEarly);
  document.addEventListener("w-swap:error", look);
  window.addEventListener("offline", look);
  window.addEventListener("online", look);
  form.addEventListener("input", ({ isTrusted }) => {
    typed ||= isTrusted;
    if (trouble && trouble !== "other") keep();
    else if (Date.now() - lookedAt > LOOK_WHILE_TYPING_MS) look();
  });
}
