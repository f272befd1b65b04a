"""Converts the outline of a document into a draft sheet, without reading or writing the database."""
