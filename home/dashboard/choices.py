"""The links that the first screen and the screens behind it are made of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """A link with a word on what it leads to."""

    label: str
    url: str
    note: str = ""
