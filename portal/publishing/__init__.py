"""What a page needs before it is published, moderation, reviews and planned publication.

Knows Wagtail’s `Page` only.
"""
