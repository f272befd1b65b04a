"""Keeps the answers that are the same for every visitor, for as long as they would be drawn the same."""
