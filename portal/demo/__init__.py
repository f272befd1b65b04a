"""The demo content: its texts, its pictures and the loader that creates pages from them.

No other code imports this package: a site without demo content can do without it.
"""
