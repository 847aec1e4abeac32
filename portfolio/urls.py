"""Addresses of portfolio; the public page itself is at the root, under /p/."""

from django.urls import URLPattern, URLResolver, include, path

from portfolio.views import exports, finishing, overview, pictures, projects, public, rows, writing

app_name = "portfolio"
ONE = "projects/<int:pk>/"
TEXT = f"{ONE}sections/<int:section>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", overview.portfolio, name="portfolio"),
    path("projects/", projects.project_list, name="project_list"),
    path("projects/new/", projects.project_new, name="project_new"),
    path(ONE, projects.project_detail, name="project_detail"),
    path(f"{ONE}details/", projects.project_details, name="project_details"),
    path(f"{ONE}delete/", projects.project_delete, name="project_delete"),
    path(f"{ONE}retrospective/", projects.project_retrospective, name="project_retrospective"),
    path(f"{ONE}edit/", writing.project_edit, name="project_edit"),
    path(TEXT, writing.section_save, name="section_save"),
    path(f"{TEXT}move/", writing.section_move, name="section_move"),
    path(f"{TEXT}delete/", writing.section_delete, name="section_delete"),
    path(f"{TEXT}versions/", writing.section_versions, name="section_versions"),
    path(f"{TEXT}versions/<int:revision>/", writing.section_restore, name="section_restore"),
    path(f"{ONE}lessons/<int:lesson>/", writing.lesson_take_up, name="lesson_take_up"),
    path(f"{ONE}metrics/", rows.project_metrics, name="project_metrics"),
    path(f"{ONE}lessons/", rows.project_lessons, name="project_lessons"),
    path(f"{ONE}skills/", finishing.project_skills, name="project_skills"),
    path(f"{ONE}finish/", finishing.project_finish, name="project_finish"),
    path(f"{ONE}images/", pictures.project_images, name="project_images"),
    path("images/<int:pk>/", pictures.image, name="image"),
    path("images/<int:pk>/change/", pictures.image_change, name="image_change"),
    path(f"{ONE}exports/", exports.project_exports, name="project_exports"),
    *(
        path(f"{ONE}exports/project.{form}", exports.project_download, {"form": form}, name=f"project_{form.replace('.', '_')}")
        for form in exports.FORMATS
    ),
    path("resume/", include("portfolio.resume.urls")),
    path("public/", public.public_edit, name="public_edit"),
    path("public/preview/", public.public_preview, name="public_preview"),
    path("public/publish/", public.public_publish, name="public_publish"),
    path("public/take-down/", public.public_take_down, name="public_take_down"),
]
