"""Events as posters and programmes to print. It names nobody who registered."""
