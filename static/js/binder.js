// Shows on cards which pages are in the binder already. A list is the same page for everybody: what is
// put aside stands in the reader’s own cookie. Without this, only the last page put aside is shown.

const NAME = "classeur=";

function kept() {
  const cookie = document.cookie.split("; ").find((each) => each.startsWith(NAME)) ?? "";
  const [content] = cookie.slice(NAME.length).split(":"); // then come a moment and a signature
  try {
    const { pages } = JSON.parse(atob(content.replaceAll("-", "+").replaceAll("_", "/")));
    return new Set(pages.split(","));
  } catch {
    return new Set();
  }
}

function mark() {
  const numbers = kept();
  for (const form of document.querySelectorAll(".put-aside")) {
    form.classList.toggle("put-aside--kept", numbers.has(form.elements.pages.value));
  }
}

// Also when the browser shows a page again as it was left.
addEventListener("pageshow", mark);
