"""Parks and what they do: charters, projects with their actions, coordinations. No dates here."""
