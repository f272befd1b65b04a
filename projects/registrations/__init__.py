"""Registrations for a date without an account: places, notices, links. Dates belong to `agenda`."""
