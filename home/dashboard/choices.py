"""The links of the dashboard and its views."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """A link with an optional note on its target."""

    label: str
    url: str
    note: str = ""
