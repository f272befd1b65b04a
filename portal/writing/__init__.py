"""Hints for writers: readability, plain words, headings, dead links. It refuses to stop anybody from
publishing.
"""
