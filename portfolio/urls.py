"""Addresses of portfolio."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "portfolio"
urlpatterns: list[URLPattern | URLResolver] = [path("resume/", include("portfolio.resume.urls"))]
