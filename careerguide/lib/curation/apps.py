"""Django's admin with our site in the place of its own."""

from django.contrib.admin.apps import AdminConfig


class CurationAdminConfig(AdminConfig):
    """Named in INSTALLED_APPS instead of `django.contrib.admin`."""

    default_site = "careerguide.lib.curation.site.CurationSite"
