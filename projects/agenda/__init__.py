"""Events and their dates: pages, lists, places.

Feeds belong to `calendars`, printed events to `posters`, who comes to `registrations`, the agenda by mail
to `subscriptions`, what associations offer to `proposals`, the screens of dates to `scheduling`, a walk’s
route to `walks`, a vote to `concertation`.
"""
