"""Urban walks: the route and its stops. Dates and registrations belong to `agenda`."""
