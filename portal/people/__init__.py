"""Users who sign in: the permission rule of every admin URL, and who may manage whom.

Imports no page type: rooms above add their own URLs to the table of rights.
"""
