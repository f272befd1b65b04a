// Shows slides one at a time over the whole window. Without this, they stand one below the other.

const deck = document.querySelector("[data-deck]");
const SWIPE = 50;

function start() {
  const root = document.documentElement;
  const slides = [...deck.querySelectorAll(".slide")];
  const bar = deck.querySelector("[data-deck-bar]");
  const position = deck.querySelector("[data-deck-position]");
  const progress = deck.querySelector("[data-deck-progress]");
  const begin = deck.querySelector("[data-deck-start]");
  let current = -1;
  let touch = null;

  const isOn = () => current >= 0;
  const overflows = (slide) => slide.scrollHeight > slide.clientHeight + 1;
  const titleOf = (slide) => slide.querySelector("h1, h2");

  // The largest letters at which the whole slide is seen, down to a size that is still read.
  function fit() {
    if (!isOn()) return;
    const slide = slides[current];
    let size = 1;
    do slide.style.setProperty("--fit", size);
    while (overflows(slide) && (size -= 0.05) > 0.55);
  }

  function show(number) {
    current = Math.min(Math.max(number, 0), slides.length - 1);
    slides.forEach((slide, each) => slide.classList.toggle("slide--shown", each === current));
    const slide = slides[current];
    fit();
    slide.scrollTop = 0;
    position.textContent = slide.querySelector("[data-deck-number]").textContent;
    progress.value = current + 1;
    bar.querySelector('[data-deck-do="previous"]').disabled = current === 0;
    bar.querySelector('[data-deck-do="next"]').disabled = current === slides.length - 1;
    history.replaceState(history.state, "", `#${slide.id}`);
    titleOf(slide).focus({ preventScroll: true });
  }

  function setOn(on) {
    root.toggleAttribute("data-presenting", on);
    bar.hidden = !on;
  }

  const actions = {
    next: () => show(current + 1),
    previous: () => show(current - 1),
    first: () => show(0),
    last: () => show(slides.length - 1),
    toggleFullScreen() {
      const change = document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen();
      change.catch(() => {});
    },
    leave() {
      const slide = slides[current];
      current = -1;
      setOn(false);
      slide.style.removeProperty("--fit");
      if (document.fullscreenElement) actions.toggleFullScreen();
      slide.scrollIntoView();
      titleOf(slide).focus({ preventScroll: true });
    },
  };

  const keys = {
    ArrowRight: "next",
    ArrowDown: "next",
    PageDown: "next",
    Enter: "next",
    " ": "next",
    ArrowLeft: "previous",
    ArrowUp: "previous",
    PageUp: "previous",
    Backspace: "previous",
    Home: "first",
    End: "last",
    Escape: "leave",
    f: "toggleFullScreen",
  };

  function actionOf(event) {
    if (!isOn() || event.ctrlKey || event.altKey || event.metaKey) return null;
    const presses = [" ", "Enter"].includes(event.key) && event.target.closest("a, button");
    const scrolls = /^Arrow(Up|Down)$/.test(event.key) && overflows(slides[current]);
    if (presses || scrolls) return null;
    return event.key === " " && event.shiftKey ? "previous" : keys[event.key];
  }

  document.addEventListener("keydown", (event) => {
    const action = actionOf(event);
    if (!action) return;
    event.preventDefault();
    actions[action]();
  });

  deck.addEventListener("pointerdown", (event) => {
    touch = event.pointerType === "touch" && event.isPrimary ? event : null;
  });
  deck.addEventListener("pointerup", (event) => {
    if (!isOn() || !touch || !event.isPrimary) return;
    const across = event.clientX - touch.clientX;
    const along = Math.abs(event.clientY - touch.clientY);
    if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * along) show(current + (across < 0 ? 1 : -1));
    touch = null;
  });

  bar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-deck-do]");
    if (button) actions[button.dataset.deckDo]();
  });

  begin.addEventListener("click", () => {
    const asked = slides.findIndex((slide) => `#${slide.id}` === location.hash);
    setOn(true);
    show(asked);
    if (document.fullscreenEnabled) actions.toggleFullScreen();
  });

  addEventListener("resize", fit);
  slides.forEach((slide) => (titleOf(slide).tabIndex = -1));
  bar.querySelector('[data-deck-do="toggleFullScreen"]').hidden = !document.fullscreenEnabled;
  deck.classList.add("deck--ready");
}

if (deck) start();
