"""A container of rooms: parks, agenda, calendars, posters, registrations, subscriptions, proposals,
scheduling and walks. It holds no code of its own.
"""
