"""What every room shares: the page base, blocks, pictures, Parks and territory, themes, tags, people.

It refuses anything that only one room needs, and knows no page type of the rooms above.
"""
