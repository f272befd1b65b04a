"""Finds the pages most similar to a page. Apps that depend on it register what their pages may share."""
