"""Measures of the pages that a visitor gets, with tools that `make tools` installs."""
