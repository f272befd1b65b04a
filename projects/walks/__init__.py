"""Urban walks: the route and its stops. Dates belong to `agenda`."""
