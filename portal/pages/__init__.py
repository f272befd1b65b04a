"""Queries that apply to any Wagtail page: who may read it, whether it is deleted, its translations and
duplicates. Imports no page type of the portal.
"""
