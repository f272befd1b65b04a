"""Tracks translations against their original: changes since, states, messages to editors.
wagtail-localize does the translating itself.
"""
