"""Makes PDF files and pictures from plain data, independent of page types."""
