"""Documents of others, read in a process of their own, as a neutral outline. It knows no page."""
