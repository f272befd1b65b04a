"""The few facts that tell at a glance whether a page suits its reader."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fact:
    """A label and its value; `icon` names a drawing, `href` is where the value leads."""

    label: str
    value: str
    icon: str = ""
    note: str = ""
    href: str = ""
