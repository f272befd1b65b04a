"""Maps drawn on the server: projections, borders, marks and names, without any library.

A map is `WIDTH` units wide, its text `TEXT` units high, and every coordinate is a whole unit: on a
telephone of 360 pixels a unit is 0.82 pixels, so that the text is as high as that of a caption. Positions
are degrees of WGS 84. Nothing here asks the network, a database or the clock.
"""

#: The width of a map, in units.
WIDTH = 400
#: The height of its text, in units.
TEXT = 15
#: What is shown with every map, as the Open Licence asks.
CREDIT = "IGN Admin Express 2018, INSEE 2026"
