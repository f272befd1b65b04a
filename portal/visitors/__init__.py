"""Pages private to one person without an account: forms, their responses, own links. Never cached."""
