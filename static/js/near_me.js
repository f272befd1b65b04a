// Asks the browser where one is, to a kilometre or so, and narrows the list to what is near.
// Without this, one writes the name of a commune.

const WAIT = 10_000; // milliseconds
const STILL_GOOD = 600_000;
const rounded = (degrees) => degrees.toFixed(2); // about one kilometre: nobody needs to know more

function enhance(box) {
  const form = box.closest("form");
  const status = box.querySelector("[role=status]");
  const say = (words) => (status.textContent = words);

  function search({ coords }) {
    form.elements.lat.value = rounded(coords.latitude);
    form.elements.lon.value = rounded(coords.longitude);
    form.elements.pres.value = "";
    form.requestSubmit();
  }

  box.classList.add("near-me--ready");
  box.querySelector("button").addEventListener("click", () => {
    if (!navigator.geolocation) return say(box.dataset.unknown);
    say(box.dataset.asking);
    navigator.geolocation.getCurrentPosition(
      search,
      ({ code, PERMISSION_DENIED }) =>
        say(code === PERMISSION_DENIED ? box.dataset.refused : box.dataset.unknown),
      { enableHighAccuracy: false, timeout: WAIT, maximumAge: STILL_GOOD },
    );
  });
}

document.querySelectorAll("form [data-near-me]").forEach(enhance);
