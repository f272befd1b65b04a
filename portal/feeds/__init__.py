"""What lists share that programs read: Atom, JSON, spreadsheets."""
