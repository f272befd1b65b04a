"""What the portal publishes as open data, and the page that explains it."""
