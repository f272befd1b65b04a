"""Guides for editors: short French texts, one per task, with screenshots of the real admin.

It refuses labels that the admin does not show: a browser test (`tests/browser/test_help.py`) looks for
each quoted label and retakes the screenshots.
"""
