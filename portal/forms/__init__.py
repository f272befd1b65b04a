"""What people type about themselves: telephone numbers, addresses, lines. It knows no page."""
