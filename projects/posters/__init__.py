"""Events as posters and programmes to print. They name no registered person."""
