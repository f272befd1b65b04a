"""People who sign in: which right every address of the admin asks for, and who may manage whom.

Refuses all knowledge of page types: rooms above add their own addresses to the table of rights.
"""
