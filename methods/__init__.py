"""The approach: its six stages and its method sheets. Depends on no Park, project or event."""
