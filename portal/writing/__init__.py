"""Hints for writers: readability, plain words, headings, links that lead nowhere."""
