"""Pages as PDF and as slides, and the characters that a PDF cannot render. The app of each page type
defines its layout.
"""
