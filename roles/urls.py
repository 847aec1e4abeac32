"""Addresses of roles and skills."""

from django.urls import include, path

from roles.views import guidance, tracking

app_name = "roles"
# Grouped by their first part: an address is compared with one group's patterns instead of with all of them.
role_patterns = [
    path("", guidance.role_list, name="role_list"),
    path("compare/", guidance.role_compare, name="role_compare"),
    path("match/", guidance.role_match, name="role_match"),
    path("<slug:slug>/", guidance.role_detail, name="role_detail"),
    path("<slug:slug>/target/", tracking.target_role, name="target_role"),
    path("<slug:slug>/from/<slug:start>/", guidance.role_move, name="role_move"),
]
skill_patterns = [
    path("", tracking.skill_list, name="skill_list"),
    path("progress/", tracking.progress, name="progress"),
    path("evidence/<int:pk>/withdraw/", tracking.withdraw_evidence, name="withdraw_evidence"),
    path("<slug:slug>/", tracking.skill_detail, name="skill_detail"),
    path("<slug:slug>/rate/", tracking.rate_skill, name="rate_skill"),
]
urlpatterns = [path("roles/", include(role_patterns)), path("skills/", include(skill_patterns))]
