"""The approach: its six stages and its method sheets. It knows no Park, project or event."""
