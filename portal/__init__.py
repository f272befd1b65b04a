"""The site: its settings and addresses, and the foundation that every room stands on."""
