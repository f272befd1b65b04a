"""Periodic tasks and the worker that runs them. What a task does belongs to the room that adds it."""
