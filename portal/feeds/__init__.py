"""Helpers for feeds and exports of lists: Atom, JSON, spreadsheets. Other apps provide the lists."""
