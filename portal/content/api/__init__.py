"""The published pages as JSON, for anybody’s programs: Wagtail’s API, read only.

It holds nothing that the pages themselves do not show to everybody, and leaves out whom to call: a list
of names and telephone numbers is another thing than a page with one.
"""
