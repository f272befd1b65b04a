"""Operations: start, backup, health, uploads, static files, sign-in, security policy."""
