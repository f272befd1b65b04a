"""Events and their dates: pages, lists, feeds, places.

Who comes belongs to `registrations`, the agenda by mail to `subscriptions`, what associations offer to
`proposals`, the screens of dates to `scheduling`, a walk’s route to `walks`, a vote to `concertation`.
"""
