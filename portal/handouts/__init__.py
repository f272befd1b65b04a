"""Pages as files to print, as slides, and what a PDF cannot draw of them."""
