// Shows a word’s definition beside it. Without this, its link leads to the same words below the text.

const bubble = "popover" in HTMLElement.prototype ? document.createElement("div") : null;

function showBeside(link) {
  bubble.textContent = document.getElementById(link.hash.slice(1)).textContent;
  bubble.showPopover();
  const word = link.getBoundingClientRect();
  const room = document.documentElement.clientWidth - bubble.offsetWidth - 8;
  const below = word.bottom + bubble.offsetHeight + 8 < window.innerHeight;
  const top = below ? word.bottom + 6 : Math.max(8, word.top - bubble.offsetHeight - 6);
  bubble.style.left = `${Math.max(8, Math.min(word.left, room))}px`;
  bubble.style.top = `${top + window.scrollY}px`;
}

if (bubble && document.querySelector("[data-definitions]")) {
  bubble.popover = "auto";
  bubble.className = "definition";
  bubble.setAttribute("role", "status");
  document.body.append(bubble);
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".explained");
    if (!link) return;
    event.preventDefault();
    showBeside(link);
  });
}
