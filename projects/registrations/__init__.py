"""Coming to a date without an account: the rules of places, what people are told, and their own link."""
