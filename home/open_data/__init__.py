"""The page that explains the portal’s open data."""
