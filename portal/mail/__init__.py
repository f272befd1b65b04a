"""Letters and the queue they leave by. It knows no page: each room writes its own letters."""
