"""The public API of pages, read-only, and the API used by the admin’s scripts. The public one shows no
draft and no restricted page.
"""
