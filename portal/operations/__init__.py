"""What keeps the site running: start, backup, health, uploads, static files, sign-in, security policy."""
