"""Counts page views by day. Stores nothing about who views them."""
