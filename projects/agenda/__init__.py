"""Events and their dates: pages, lists, places.

Feeds belong to `calendars`, printed events to `posters`, participants to `registrations`, the agenda by
email to `subscriptions`, proposals of associations to `proposals`, the admin screens of dates to
`scheduling`, the route of a walk to `walks`.
"""
