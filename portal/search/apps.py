from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "portal.search"
    label = "search"

    def ready(self):
        from portal.search import signals

        signals.connect()
