"""Hints for editors: readability, plain words, headings, dead links. Never blocks a publication."""
