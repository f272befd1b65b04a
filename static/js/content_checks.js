// What Wagtail’s content checker cannot see by itself. The phrases come with the rule, from the server.

const AROUND = /^[\s.…:!?>»«→()[\]]+|[\s.…:!?>»«→()[\]]+$/g;
const ADDRESS = /^(https?:\/\/|www\.)\S+$/i;

function saysWhereItLeads(link, { vague }) {
  const name = (link.getAttribute("aria-label") || link.textContent).trim();
  const said = name.toLowerCase().replaceAll("’", "'").replace(AROUND, "").replace(/\s+/g, " ");
  return !name || !(vague.includes(said) || ADDRESS.test(name));
}

window.wagtail?.userbar?.registerCheck("check-vague-link", saysWhereItLeads);
