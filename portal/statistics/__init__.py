"""How often pages are viewed, day by day, and nothing about who views them."""
