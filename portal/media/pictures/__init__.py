"""Uploaded pictures: accepted if they can be rendered in every size; a broken one makes no page fail."""
