"""A document becomes a draft sheet: read apart, understood as an outline, laid out, then made."""
