"""Pages as PDF and as slides, and the characters that a PDF cannot show. How a type is laid out belongs
to its room.
"""
