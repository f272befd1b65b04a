"""Imports a document as a draft sheet. `portal.documents` reads the file."""
