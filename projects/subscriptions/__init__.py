"""The agenda by email once a week, for confirmed addresses. A filter is never widened."""
