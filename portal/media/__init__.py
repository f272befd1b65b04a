"""Uploaded pictures and documents, and the renditions of pictures. Imports no page type."""
