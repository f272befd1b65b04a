"""Themes, audiences, tags and the glossary. Imports no page type."""
