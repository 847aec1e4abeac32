"""The app between two people: invitations, shares, reviews, endorsements."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MentoringConfig(AppConfig):
    """Registers the app."""

    name = "mentoring"
    verbose_name = _("Mentoring")

    def ready(self) -> None:
        """Make the kinds of data and of notifications known, and connect the receivers."""
        from interviews import mock_company
        from mentoring import company, kinds, notices, receivers  # noqa: F401  (importing connects them; it needs the app registry)
        from mentoring.kinds import answers, applications, brand, projects, resume, skills

        for kind in (skills.Skills, answers.Answers, applications.Applications, projects.Projects, resume.Resumes, brand.Brand):
            kinds.register(kind())
        notices.register_all()
        mock_company.register(company.company_of)
