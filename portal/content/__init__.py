"""The page base `PortalPage`: its fields, blocks, routing, alternate views, page sections and rights.

Holds nothing that only one room needs, and imports no page type of the rooms above.
"""
