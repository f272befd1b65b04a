"""The agenda by e-mail once a week, for an address that confirmed it. It refuses to widen a filter."""
