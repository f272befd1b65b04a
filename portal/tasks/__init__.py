"""Periodic tasks and the worker that runs them. Each app defines and registers its own tasks."""
