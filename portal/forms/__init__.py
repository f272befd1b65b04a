"""Form and model fields for telephone numbers, email addresses and lines. Depends on no page model."""
