"""Events as posters and programmes to print."""
