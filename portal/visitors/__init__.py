"""Pages for one person alone, who has no account: forms, their answers, own links. No cache keeps any."""
