from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "portal.search"
    label = "search"

    def ready(self):
        from portal.caching import tables
        from portal.search import signals

        tables.of_page("search.PublicText", "page_id")
        signals.connect()
