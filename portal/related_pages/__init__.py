"""The pages most like a page, by what they share. Rooms above say what their pages may share."""
