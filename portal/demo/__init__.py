"""The demonstration: its texts, its pictures and the loader that builds pages from them.

Nothing else knows this room: a site without a demonstration is this folder less.
"""
