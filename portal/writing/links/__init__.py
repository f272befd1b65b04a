"""Dead links of pages: internal links are checked in the database, external ones by HTTP requests."""
