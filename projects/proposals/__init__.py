"""Events proposed by associations: form, draft in the Park’s moderation, and reply. The page itself
belongs to `agenda`.
"""
