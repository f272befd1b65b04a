"""Themes, audiences, tags and the glossary. It knows no page."""
