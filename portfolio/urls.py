"""Addresses of portfolio."""

from django.urls import path

from portfolio.views import brand, planned

app_name = "portfolio"
urlpatterns = [
    path("", brand.brand_plan, name="portfolio"),
    path("brand/", brand.brand_plan, name="brand_plan"),
    path("brand/strategy/", brand.brand_strategy, name="brand_strategy"),
    path("brand/actions/", brand.brand_actions, name="brand_actions"),
    path("brand/calendar/", brand.brand_calendar, name="brand_calendar"),
    path("brand/calendar.ics", brand.brand_calendar_file, name="brand_calendar_file"),
    path("brand/quarters/<slug:slug>/", brand.brand_quarter, name="brand_quarter"),
    path("brand/planned/new/", planned.planned_action_new, name="planned_action_new"),
    path("brand/planned/<int:pk>/", planned.planned_action, name="planned_action"),
    path("brand/planned/<int:pk>/done/", planned.action_done, name="action_done"),
    path("brand/planned/<int:pk>/move/", planned.move_action, name="move_action"),
    path("brand/planned/<int:pk>/stop/", planned.stop_action, name="stop_action"),
]
