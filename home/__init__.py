"""The front of the site: home page, standard pages, navigation, catalogue. It may know every room."""
