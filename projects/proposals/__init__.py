"""Events that associations propose: a form, a draft that the Park’s moderators read, and the answer. The
page itself belongs to `agenda`.
"""
