"""How translations follow their original: what changed since, their state, who is told. Translating
itself is wagtail-localize’s.
"""
