"""Addresses of roles and skills."""

from django.urls import path

from roles.views import guidance, tracking

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
    path("skills/<slug:slug>/rate/", tracking.rate_skill, name="rate_skill"),
]
