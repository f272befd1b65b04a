"""Urban walks: route and stops. Dates belong to `agenda`."""
