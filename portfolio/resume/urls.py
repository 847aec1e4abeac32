"""Addresses of the résumé, inside the namespace of portfolio."""

from django.urls import path

from portfolio.views import resume, resume_entries, resume_import, resume_versions

urlpatterns = [
    path("", resume.resume_list, name="resume_list"),
    path("new/", resume_versions.resume_create, name="resume_create"),
    path("import/", resume_import.resume_import, name="resume_import"),
    path("import/confirm/", resume_import.resume_import_confirm, name="resume_import_confirm"),
    path("entries/new/<slug:kind>/", resume_entries.resume_entry_create, name="resume_entry_create"),
    path("entries/<int:pk>/", resume_entries.resume_entry_edit, name="resume_entry_edit"),
    path("entries/<int:pk>/delete/", resume_entries.resume_entry_delete, name="resume_entry_delete"),
    path("<int:pk>/", resume_versions.resume_edit, name="resume_edit"),
    path("<int:pk>/arrange/", resume_versions.resume_arrange, name="resume_arrange"),
    path("<int:pk>/preview/", resume.resume_preview, name="resume_preview"),
    path("<int:pk>/job/", resume.resume_job, name="resume_job"),
    path("<int:pk>/copy/", resume_versions.resume_copy, name="resume_copy"),
    path("<int:pk>/delete/", resume_versions.resume_delete, name="resume_delete"),
    path("<int:pk>.<slug:form>", resume.resume_export, name="resume_export"),
]
