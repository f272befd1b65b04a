"""URLs of the personal link of a subscription."""

from django.urls import path

from projects.subscriptions import views

app_name = "subscriptions"
urlpatterns = [
    path("<str:signed>/", views.mine, name="mine"),
    path("<str:signed>/arreter/", views.stop, name="stop"),
    path("<str:signed>/mes-donnees.json", views.export, name="export"),
]
