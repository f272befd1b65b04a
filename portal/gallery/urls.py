"""Included by `portal.urls` if `COMPONENT_GALLERY` is set."""

from django.urls import path

from portal.gallery import views

app_name = "gallery"
urlpatterns = [
    path("", views.index, name="index"),
    path("blocs/<slug:name>/", views.block, name="block"),
    path("<slug:name>/", views.component, name="component"),
]
