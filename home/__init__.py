"""The front of the site: home page, standard pages, navigation, and the packages catalogue, binder,
dashboard, help and open_data. Only the URLconf, the demo and the gallery may import it.
"""
