"""Words found again: a French analyser and the two search backends that use it. It knows no page type."""
