"""Guides for who writes: short texts in French, one a task, with pictures of the real admin.

It refuses what no screen shows: a browser test (`tests/browser/test_help.py`) looks for each label that
the guides quote, and takes their pictures anew.
"""
