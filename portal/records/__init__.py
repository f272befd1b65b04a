"""Plain records of a page, which no draft resets and no translation copies, and their admin views.
Imports no page type of the portal.
"""
