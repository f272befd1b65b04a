"""The few facts that tell at a glance whether a page suits its reader."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Fact:
    """A label and its value; `icon` names a drawing, `href` is where the value leads."""

    label: str
    value: str
    icon: str = ""
    note: str = ""
    href: str = ""


def telephone_link(number: str) -> str:
    """The address that makes a telephone call a number, however it is written."""
    return "tel:" + re.sub(r"[^\d+]", "", number)
