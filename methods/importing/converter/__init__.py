"""From what a document says to the sheet it would be. Pure: the database is neither read nor written."""
