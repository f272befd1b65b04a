"""« Mon classeur »: pages put aside without an account, in a cookie of the visitor’s own."""
