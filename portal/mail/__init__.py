"""Messages and their queue. It knows no page: each room writes its own messages."""
