"""What comes, by e-mail once a week: an address confirms first, and leaves by one click."""
