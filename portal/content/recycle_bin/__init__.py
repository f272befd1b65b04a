"""What is deleted (pages, pictures, documents) waits in a bin, whole, until put back or its time comes.

It knows what belongs to a page by `page_records` only, and no kind of them.
"""
