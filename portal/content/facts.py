"""The facts that tell at a glance whether a page suits the reader."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fact:
    """A label and its value; `icon` is the name of an icon, `href` the URL of the value."""

    label: str
    value: str
    icon: str = ""
    note: str = ""
    href: str = ""
