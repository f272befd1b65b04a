"""Links of pages that lead nowhere: those inside the site are looked up, those outside are asked."""
