"""Admin screens of an event’s dates: one by one, in series, several cancelled at once. Rules about dates
belong to `agenda`, about places to `registrations`.
"""
