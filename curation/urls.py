"""Addresses of suggestions."""

from django.urls import path, re_path

from curation import views

app_name = "curation"
urlpatterns = [
    path("", views.suggestion_list, name="suggestion_list"),
    re_path(r"^offer/(?P<label>[a-z]+\.[a-z]+)/$", views.offer, name="offer"),
    re_path(r"^(?P<label>[a-z]+\.[a-z]+)/(?P<slug>[-\w]{1,80})/$", views.suggest, name="suggest"),
]
