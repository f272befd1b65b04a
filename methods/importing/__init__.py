"""A document becomes a draft sheet: its outline is laid out, shown, made. It reads no file format."""
