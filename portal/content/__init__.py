"""The page base `PortalPage`: its fields, blocks, routing, alternate views, page sections and rights.

It refuses anything that only one room needs, and knows no page type of the rooms above.
"""
