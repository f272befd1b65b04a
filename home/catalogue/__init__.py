"""Searching and filtering all pages: the catalogue, its facets, suggestions and feeds. It refuses what
one person alone sees.
"""
