"""Registrations for a date without an account: places, notices, the personal link. Dates belong to
`agenda`.
"""
