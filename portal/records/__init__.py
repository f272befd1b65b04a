"""Plain records of a page, which no draft resets and no translation copies, and their admin screens. It
knows no page type of ours.
"""
