"""Periodic tasks and the worker that runs them."""
