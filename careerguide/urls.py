"""All addresses of the site."""

from allauth.mfa.totp.views import activate_totp
from csp.decorators import csp_update
from django.contrib import admin
from django.urls import include, path

from careerguide import applications, calendar_views, data_views, import_views, views
from careerguide.lib import editing
from portfolio.views import public
from roles.views import welcome

urlpatterns = [
    path("", views.home, name="home"),
    path("today/", views.agenda, name="agenda"),
    path("", include("accounts.urls")),
    path("profile/data/", data_views.own_data, name="own_data"),
    path("profile/data/export/", data_views.own_data_export, name="own_data_export"),
    path("profile/data/import/", import_views.own_data_import, name="own_data_import"),
    path("profile/data/import/confirm/", import_views.own_data_import_confirm, name="own_data_import_confirm"),
    path("profile/data/delete/", data_views.own_data_delete, name="own_data_delete"),
    path("profile/calendar/", calendar_views.calendar_feed, name="calendar_feed"),
    path("profile/calendar/renew/", calendar_views.calendar_feed_renew, name="calendar_feed_renew"),
    path("profile/calendar/off/", calendar_views.calendar_feed_off, name="calendar_feed_off"),
    path("calendar/<str:token>.ics", calendar_views.calendar_feed_file, name="calendar_feed_file"),
    path("", include("roles.urls")),
    path("suggestions/", include("curation.urls")),
    path("interviews/applications/<int:pk>/resume/", applications.attach_resume, name="attach_resume"),
    path("interviews/", include("interviews.urls")),
    path("portfolio/", include("portfolio.urls")),
    path("p/<slug:slug>/", public.public_page, name="public_page"),
    path("p/<slug:slug>/picture/", public.public_picture, name="public_picture"),
    path("p/<slug:slug>/images/<int:pk>/", public.public_image, name="public_image"),
    path("mentoring/", include("mentoring.urls")),
    path("welcome/", welcome.welcome, name="welcome"),
    path("welcome/roles/", welcome.welcome_roles, name="welcome_roles"),
    path("welcome/skills/", welcome.welcome_skills, name="welcome_skills"),
    # The QR code of the second factor is a data: picture: allowed on this one page only.
    path("accounts/2fa/totp/activate/", csp_update({"img-src": "data:"})(activate_totp), name="mfa_activate_totp"),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("editor/preview/", editing.markdown_preview, name="markdown_preview"),
    path("editor/token/", editing.form_token, name="form_token"),
    path("healthz/", views.healthz, name="healthz"),
]
handler400 = views.bad_request
handler403 = views.permission_denied
handler404 = views.not_found
handler500 = views.server_error
