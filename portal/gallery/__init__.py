"""Every component and block of the interface in all its states, for who writes code.

It refuses readers: it has an address only where `COMPONENT_GALLERY` is set, nothing knows it, and it
writes nothing.
"""
