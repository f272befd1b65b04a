"""Deleted pages wait in a bin, whole, until they are put back or their time has come.

It knows what belongs to a page by `page_records` only, and no kind of them.
"""
