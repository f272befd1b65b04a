"""Translations kept true: what changed in a page since, and the state of all of them.

wagtail-localize holds the texts and publishes them: here one reads what it holds, and has it updated.
"""
