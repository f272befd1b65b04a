"""The front of the site: home page, standard pages and navigation, and the rooms catalogue, binder,
dashboard, help and open_data. Only the addresses, the demonstration and the gallery stand above it.
"""
