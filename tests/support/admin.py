"""Filling in the admin’s forms as a browser would."""

from bs4 import BeautifulSoup


def form_values(html: str, form_id: str = "page-edit-form") -> dict[str, str]:
    """What a browser would send of a form that nobody touched, its buttons left out.

    Streams are drawn by a script: they are sent empty.
    """
    form = BeautifulSoup(html, "html.parser").find("form", id=form_id)
    values: dict[str, str] = {}
    for field in form.find_all(["input", "select", "textarea"]):
        name, kind = field.get("name"), field.get("type")
        if not name or kind in {"submit", "button", "file"}:
            continue
        if kind in {"checkbox", "radio"} and not field.has_attr("checked"):
            continue
        if field.name == "textarea":
            values[name] = field.text
        elif field.name == "select":
            chosen = field.find("option", selected=True)
            values[name] = chosen.get("value", "") if chosen else ""
        else:
            values[name] = field.get("value", "on" if kind in {"checkbox", "radio"} else "")
    for stream in form.find_all(attrs={"data-block": True}):
        values[f"{stream['id']}-count"] = "0"
    return values
