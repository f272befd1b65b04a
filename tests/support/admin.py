"""Filling in the admin’s forms as a browser would."""

from lxml import html as lxml_html


def form_values(html: str, form_id: str = "page-edit-form") -> dict[str, str]:
    """What a browser would send of a form that nobody touched, its buttons left out.

    Streams are drawn by a script: they are sent empty.
    """
    form = lxml_html.fromstring(html).get_element_by_id(form_id)
    values: dict[str, str] = {}
    for field in form.iter("input", "select", "textarea"):
        name, kind = field.get("name"), field.get("type")
        if not name or kind in {"submit", "button", "file"}:
            continue
        if kind in {"checkbox", "radio"} and "checked" not in field.attrib:
            continue
        if field.tag == "textarea":
            values[name] = field.text_content()
        elif field.tag == "select":
            chosen = field.find(".//option[@selected]")
            values[name] = chosen.get("value", "") if chosen is not None else ""
        else:
            values[name] = field.get("value", "on" if kind in {"checkbox", "radio"} else "")
    for stream in form.iterfind(".//*[@data-block]"):
        values[f"{stream.get('id')}-count"] = "0"
    return values
