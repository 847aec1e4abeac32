"""The panel of today."""

import datetime

from django.utils import timezone

from accounts.models import User
from mentoring.actions import reviews, sharing
from mentoring.models import CheckIn, Mentorship
from mentoring.today import today_panel
from tests.mentoring.conftest import put_question


def test_nothing_to_do_is_no_panel(learner: User, stranger: User, mentorship: Mentorship) -> None:
    assert today_panel(stranger) is None
    assert today_panel(learner) is None


def test_each_side_sees_its_own_turn(
    learner: User, mentor: User, mentorship: Mentorship, django_assert_max_num_queries
) -> None:
    request = put_question(mentorship)
    with django_assert_max_num_queries(3):
        assert today_panel(mentor).waiting == 1
    assert today_panel(learner) is None
    reviews.ask_for_more(request=request, text="?")
    assert today_panel(mentor) is None
    assert today_panel(learner).asked_for_more == 1


def test_a_check_in_of_this_week_is_shown_until_the_mentorship_pauses_or_ends(mentor: User, mentorship: Mentorship) -> None:
    CheckIn.objects.create(mentorship=mentorship, starts_at=timezone.now() + datetime.timedelta(days=2))
    assert today_panel(mentor).check_in
    sharing.pause(mentorship=mentorship, paused=True)
    assert today_panel(mentor) is None


def test_what_waits_in_a_paused_mentorship_is_not_counted(mentor: User, mentorship: Mentorship) -> None:
    put_question(mentorship)
    sharing.pause(mentorship=mentorship, paused=True)
    assert today_panel(mentor) is None
    sharing.pause(mentorship=mentorship, paused=False)
    assert today_panel(mentor).waiting == 1
