"""Questions that hold for any page of Wagtail: who may read it, whether it is deleted, what its other
languages and duplicates are. Knows no page type of ours.
"""
