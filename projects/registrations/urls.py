"""URLs of the personal link of a registration."""

from django.urls import path

from projects.registrations import views

app_name = "registrations"
urlpatterns = [
    path("<str:signed>/", views.mine, name="mine"),
    path("<str:signed>/annuler/", views.cancel, name="cancel"),
    path("<str:signed>/effacer/", views.erase, name="erase"),
    path("<str:signed>/mes-donnees.json", views.export, name="export"),
]
