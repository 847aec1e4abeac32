"""Addresses of roles and skills."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path
from django.views.decorators.http import require_safe

from roles.feeds import TrendFeed
from roles.views import guidance, reading, tracking

app_name = "roles"
urlpatterns = [
    path("roles/", guidance.role_list, name="role_list"),
    path("roles/compare/", guidance.role_compare, name="role_compare"),
    path("roles/match/", guidance.role_match, name="role_match"),
    path("roles/<slug:slug>/", guidance.role_detail, name="role_detail"),
    path("roles/<slug:slug>/target/", tracking.target_role, name="target_role"),
    path("roles/<slug:slug>/from/<slug:start>/", guidance.role_move, name="role_move"),
    path("skills/", tracking.skill_list, name="skill_list"),
    path("skills/progress/", tracking.progress, name="progress"),
    path("skills/evidence/<int:pk>/withdraw/", tracking.withdraw_evidence, name="withdraw_evidence"),
    path("skills/<slug:slug>/", tracking.skill_detail, name="skill_detail"),
    path("trends/", reading.trend_list, name="trend_list"),
    re_path(r"^trends/feed/(?P<language>en|zh)/$", login_not_required(require_safe(TrendFeed())), name="trend_feed"),
    path("changes/", reading.change_list, name="change_list"),
    path("changes/seen/", reading.changes_seen, name="changes_seen"),
    path("resources/<slug:slug>/report/", reading.report_resource, name="report_resource"),
    path("skills/<slug:slug>/rate/", tracking.rate_skill, name="rate_skill"),
]
