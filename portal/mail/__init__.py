"""Emails and their queue. Depends on no page model: each app writes its own messages."""
