"""A gallery of every component and block of the interface in all its states, for developers.

It is not for readers: it has a URL only if `COMPONENT_GALLERY` is set. No other code imports it, and it
writes nothing.
"""
