"""The public API of pages, read only, and the API that the admin’s scripts read. The public one shows no
draft and no restricted page.
"""
