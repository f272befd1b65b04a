"""Search and filters over all pages: the catalogue, its facets, suggestions and feeds. It has no content
specific to one user.
"""
