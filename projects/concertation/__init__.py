"""A common question put to four test groups: its page, its record, its phases and its desk.

Refuses to know who wrote or chose what: nothing here joins a person to an answer.
"""
