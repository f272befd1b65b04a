"""Uploaded pictures: what is taken in can be drawn in every size; one that cannot takes no page down."""
