"""Parks: charters, projects with their actions, coordinations. Dates belong to `agenda`."""
