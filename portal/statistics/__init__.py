"""How often pages are viewed, day by day. It refuses anything about who views them."""
