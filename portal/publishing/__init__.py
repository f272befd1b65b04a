"""Requirements for publication, moderation, reviews and scheduled publication.

Imports only Wagtail’s `Page`.
"""
