"""Seeded mistakes in who may see what: each must be caught by the tests of mentoring.

`MUTANTS` lists (file, what stands there, what the mistake makes of it); `make mutants ARGS=mentoring` makes them, one at a
time, and runs the tests named in `TESTS`.
"""

ACCESS, PEOPLE, SKILLS = "mentoring/access.py", "mentoring/models/people.py", "mentoring/kinds/skills.py"
INVITING, REVIEWS, SHARING = "mentoring/actions/invitations.py", "mentoring/actions/reviews.py", "mentoring/actions/sharing.py"
QUERIES, VIEWS = "mentoring/queries.py", "mentoring/views/"
MOCK_ACTIONS, MOCK_KINDS = "mentoring/actions/mocks.py", "mentoring/kinds/mocks.py"
MOCKS = " ".join(
    f"tests/mentoring/test_mock_{name}.py"
    for name in ("access", "invite", "interview", "sheet", "hand_in", "decline", "withdraw", "comment", "start")
)
KINDS, EXPORT, OWN_DATA = (
    "mentoring/kinds/",
    "careerguide/personal_data/exporting.py",
    "tests/mentoring/test_words.py",
)
STATE, TABLE, SHOWN, WALKS, REVIEW, INVITATION = (
    f"tests/mentoring/test_{name}.py" for name in ("access_by_state", "access_table", "kinds", "walks", "review", "invitation")
)
# The quickest to notice come first.
TESTS = [
    "tests/mentoring/test_access_by_state.py", "tests/mentoring/test_invitation.py", "tests/mentoring/test_review.py",
    "tests/mentoring/test_mock_access.py", "tests/mentoring/test_foreign_ids.py",
    "tests/mentoring/test_access_table.py", "tests/mentoring/test_kinds.py", "tests/mentoring/test_desk.py",
    "tests/mentoring/test_growth.py", "tests/mentoring/test_deletion.py",
    "tests/accounts/test_notifications.py", "tests/mentoring/test_walks.py", "tests/test_access.py",
]  # fmt: skip
MUTANTS: list[tuple[str, ...]] = [
    # Who and when
    (ACCESS, "filter(pk=mentorship_id, mentor=mentor)", "filter(pk=mentorship_id)"),
    (ACCESS, "not row.in_force or row.learner_id == mentor.pk", "row.learner_id == mentor.pk"),
    (ACCESS, " or not row.learner.is_active:\n        raise Http404\n    hidden", ":\n        raise Http404\n    hidden"),
    (ACCESS, "known = frozenset(row.scopes) & frozenset(Scope.values)", "known = frozenset(Scope.values)"),
    (ACCESS, "    if not share.shows(kind):\n        raise Http404\n", ""),
    (ACCESS, 'return kind in self.kinds and (item is None or (kind, item) not in self.hidden)', "return kind in self.kinds"),
    (ACCESS, "return kind in self.kinds and (", "return ("),
    (ACCESS, "    log_access(share.through, kind, \"\")\n", ""),
    (ACCESS, '    log_access(share.through, kind, str(detail["label"]))\n', ""),
    (ACCESS, "of_learner(learner).select_related", "all().select_related"),
    (ACCESS, "row is None or person.pk not in {row.learner_id, row.mentor_id}", "row is None"),
    (ACCESS, "if person.pk != row.learner_id and not (row.in_force and row.learner.is_active):", "if False:"),
    (ACCESS, "(row.in_force and row.learner.is_active)", "row.in_force"),
    (ACCESS, "    if not share.shows(row.kind, row.item):\n        raise Http404\n", ""),
    (ACCESS, "filter(pk=request_id, mentorship__learner=learner)", "filter(pk=request_id)"),
    (PEOPLE, "self.state == self.State.ACTIVE and self.ended_at is None", "self.ended_at is None"),
    (PEOPLE, " and not self.is_over", ""),
    (PEOPLE, "timezone.localdate(timezone=zoneinfo.ZoneInfo(time_zone))", "timezone.localdate()"),
    (PEOPLE, "revoked_at__isnull=True, expires_at__gt=timezone.now())", "revoked_at__isnull=True)"),
    (PEOPLE, "state=Mentorship.State.INVITED, revoked_at__isnull=True, expires_at", "state=Mentorship.State.INVITED, expires_at"),
    (PEOPLE, "return hashlib.sha256(token.encode()).hexdigest()", "return token"),
    # What of it
    (SKILLS, "if (pk in rated or pk in shown) and skill.slug not in hidden", "if pk in rated or pk in shown"),
    (SKILLS, "[change for change in found if change.item not in hidden]", "found"),
    (SKILLS, "return steps.filter(~Exists(kept_back))", "return steps"),
    (SKILLS, "        if not share.shows(self.scope):\n            raise Http404\n        known, hidden = guidance.current().skills", "        known, hidden = guidance.current().skills"),
    (SKILLS, "        if not share.shows(self.scope, item):\n            raise Http404\n", ""),
    (SKILLS, "    if not share.shows(Scope.SKILLS):\n        return {}\n", ""),
    (SKILLS, " and known.skills[pk].slug not in hidden}", "}"),
    (QUERIES, "if share.shows(kind.scope):", "if True:"),
    (QUERIES, "if name in row.scopes", "if True"),
    (QUERIES, "        if kind in scopes.get(mentorship, ()):", "        if True:"),
    # What a mentor is told of requests, in the queue and in notifications
    (ACCESS, "shared = row.in_force and row.learner.is_active and", "shared = row.learner.is_active and"),
    (ACCESS, "shared = row.in_force and row.learner.is_active and", "shared = row.in_force and"),
    (ACCESS, " and request.kind in row.scopes\n", "\n"),
    (ACCESS, "return shared and (row.pk, request.kind, request.item) not in hidden", "return shared"),
    (ACCESS, "(person == row.mentorship.mentor_id and open_to_mentor(row, hidden))", "open_to_mentor(row, hidden)"),
    (ACCESS, " and open_to_mentor(row, hidden))", ")"),
    ("accounts/notifications.py", "if words is not None else (values, known.quiet)", "if words is not None else (values, text)"),
    ("mentoring/notices.py", "if pair in known\n", "if known.setdefault(pair, access.ReviewRequest.objects.get(pk=pair[1]))\n"),
    # Invitations
    (INVITING, "open_rows = Mentorship.objects.invited().filter(pk=mentorship.pk, mentor__isnull=True).exclude(learner=person)",
     "open_rows = Mentorship.objects.filter(pk=mentorship.pk)"),
    (INVITING, "person.emailaddress_set.filter(verified=True)", "person.emailaddress_set.all()"),
    (INVITING, "if address and not verified.filter(email__iexact=address).exists():", "if False:"),
    (INVITING, "if limits and not limits.accepting:", "if False:"),
    (VIEWS + "invitations.py", '    response.headers["Referrer-Policy"] = "no-referrer"\n', ""),
    (VIEWS + "invitations.py", '    response.headers["Cache-Control"] = "private, no-store"\n', ""),
    (VIEWS + "invitations.py", "@login_not_required\n@require_safe\ndef invitation(", "@login_not_required\ndef invitation("),
    # What a mentor writes
    (REVIEWS, "    _require_in_force(request)\n    if not _move(request, ReviewRequest.UNFINISHED, State.DONE", "    if not _move(request, ReviewRequest.UNFINISHED, State.DONE"),
    (REVIEWS, "    _require_in_force(request)\n    if not _move(request, ReviewRequest.WITH_MENTOR", "    if not _move(request, ReviewRequest.WITH_MENTOR"),
    (REVIEWS, "filter(pk=feedback.pk, scored_at__isnull=True, sent_at__isnull=True)", "filter(pk=feedback.pk)"),
    ("mentoring/actions/growth.py", "if not fresh.in_force or Scope.SKILLS not in fresh.scopes:", "if False:"),
    (VIEWS + "reviews.py", "sent = feedback if feedback is not None and feedback.sent_at else None", "sent = feedback"),
    (VIEWS + "reviewing.py", "own = row.own_scores if revealed else {}", "own = row.own_scores"),
    (VIEWS + "reviewing.py", "filter(pk=pk, mentorship__mentor=mentor)", "filter(pk=pk)"),
    (VIEWS + "reviewing.py", "filter(feedback__request=row, feedback__sent_at__isnull=True)", "filter(feedback__sent_at__isnull=True)"),
    (VIEWS + "mentees.py", "filter(mentorship=row, author=signed_in(request))", "all()"),
    (VIEWS + "growth.py", "get_object_or_404(Goal, pk=goal, mentorship=row)", "get_object_or_404(Goal, pk=goal)"),
    (VIEWS + "growth.py", "get_object_or_404(CheckIn, pk=check_in, mentorship=row)", "get_object_or_404(CheckIn, pk=check_in)"),
    (VIEWS + "growth.py", "access.share_of(person, row.pk) if person.pk == row.mentor_id else access.share_for_learner(row)",
     "access.own_share(row.learner)"),
    (VIEWS + "sharing.py", "if not Mentorship.objects.of_mentor(signed_in(request)).filter", "if not Mentorship.objects.filter"),
    (SHARING, "    asked.update(state=ReviewRequest.State.WITHDRAWN, closed_at=timezone.now())\n", ""),
    ("accounts/views_notifications.py", "get_object_or_404(Notification.objects.owned_by(signed_in(request)), pk=pk)",
     "get_object_or_404(Notification, pk=pk)"),
    ("accounts/views_notifications.py", "list(Notification.objects.owned_by(owner).filter(in_app=True)", "list(Notification.objects.filter(in_app=True)"),
    # Interviews in mock rounds
    (ACCESS, "mentorship__mentor=mentor, state__in=MockInvitation.LIVE)", "mentorship__mentor=mentor)", MOCKS),
    (ACCESS, "    if not share.shows(Scope.ANSWERS, row.item):\n        raise Http404\n", "", MOCKS),
    (ACCESS, "filter(owner=learner, pk=mock_id)", "filter(pk=mock_id)", MOCKS),
    (ACCESS, "filter(pk=invitation_id, mentorship__learner=learner)", "filter(pk=invitation_id)", MOCKS),
    (MOCK_ACTIONS, "    mentorship = _require_shared(invitation)\n    mock =", "    mentorship = locked(invitation.mentorship_id)\n    mock =", MOCKS),
    (MOCK_ACTIONS, "    _require_shared(invitation)\n    if not _close(invitation, State.DECLINED)",
     "    if not _close(invitation, State.DECLINED)", MOCKS),
    (MOCK_ACTIONS, "return mentorship.in_force and share_for_learner(mentorship).shows(Scope.ANSWERS, item)", "return mentorship.in_force", MOCKS),
    (MOCK_ACTIONS, "if mock.finished_at is None or by_half or not judged:", "if mock.finished_at is None or not judged:", MOCKS),
    (MOCK_ACTIONS, "under_way().filter(pk=mock.pk, owner=fresh.learner_id)", "filter(pk=mock.pk, owner=fresh.learner_id)", MOCKS),
    (MOCK_ACTIONS, '    nameless.exclude(state=State.HANDED_IN).exclude(comment="").update(comment="", html="")\n', "", MOCKS),
    (MOCK_ACTIONS, "    interviews.forget_interviewer(", "    str(", MOCKS),
    (SHARING, "    _withdraw_interviews(MockInvitation.objects.filter(mentorship=mentorship))\n", "", MOCKS),
    (MOCK_KINDS, "if share.shows(Scope.ANSWERS, row.item)]", "]", MOCKS),
    (MOCK_KINDS, "    if share.mentorship and invitation is None:\n        raise Http404\n", "", MOCKS),
    (MOCK_KINDS, "mock.finished_at and item.answer_id and share.shows(Scope.ANSWERS, str(item.answer_id))", "item.answer_id", MOCKS),
    (QUERIES, "    return [row for row in rows.filter(~Exists(kept_back))[:50] if _may_open(row.mentorship)]",
     "    return [row for row in rows[:50] if _may_open(row.mentorship)]", MOCKS),
    (QUERIES, " and Scope.ANSWERS in mentorship.scopes", "", MOCKS),
    (VIEWS + "mock_interviewing.py", "    if row.state != MockInvitation.State.OPEN:\n        raise Http404\n", "", MOCKS),
    (VIEWS + "mock_interviewing.py", "    access.log_access(share.through, Scope.ANSWERS, row.label)\n", "", MOCKS),
    (VIEWS + "mock_interviewing.py", "invitation=row, item__order=question)", "item__order=question)", "tests/mentoring/test_foreign_ids.py"),
    (VIEWS + "mock_asking.py", "outcome if outcome and outcome.own_judged else None", "outcome", MOCKS),
    ("interviews/views/mock_pages.py", "scores.get(MockScore.Scorer.INTERVIEWER, {}) if own else {}",
     "scores.get(MockScore.Scorer.INTERVIEWER, {})", MOCKS),
    ("interviews/views/mock.py", "    if mock_results.stands(mock):", "    if False:", MOCKS),
    # Drafts, hidden things and numbers of the kinds
    (KINDS + "answers.py", ".owned_by(share.learner).submitted()", ".owned_by(share.learner)", SHOWN),
    (KINDS + "answers.py", "Answer.objects.owned_by(share.learner)", "Answer.objects", SHOWN),
    (KINDS + "projects.py", ".owned_by(share.learner).finished()", ".owned_by(share.learner)", SHOWN),
    (KINDS + "projects.py", ', finished_at__isnull=False)', ")", SHOWN),
    (KINDS + "applications.py", "Application.objects.owned_by(share.learner).defer", "Application.objects.defer", SHOWN),
    (KINDS + "resume.py", "ResumeVersion.objects.owned_by(share.learner)", "ResumeVersion.objects", SHOWN),
    (KINDS + "brand.py", "BrandPlan.objects.owned_by(share.learner)", "BrandPlan.objects", SHOWN),
    (KINDS + "rows.py", "    if not share.shows(kind):\n        raise Http404\n", "", STATE),
    (KINDS + "rows.py", "rows.exclude(pk__in=[int(item) for item in share.hidden_of(kind) if item.isdecimal()])", "rows", TABLE),
    (KINDS + "rows.py", "kind=kind, item=item))", 'kind=kind, item=""))', SHOWN),
    (VIEWS + "mentees.py", "if row.pk == picture)", "if True)", SHOWN),
    # What the learner changed counts for what is written, too
    (REVIEWS, "    if not fresh.in_force:\n        raise NoLongerPossibleError\n", "", STATE),
    (REVIEWS, "if unfinished.count() >= settings.REVIEWS_OPEN_AT_MOST:", "if False:", REVIEW),
    (REVIEWS, " or hidden:\n", ":\n", STATE),
    (REVIEWS, "request.kind not in mentorship.scopes or ", "", STATE),
    (REVIEWS, "if not Feedback.objects.filter(pk=feedback.pk, sent_at__isnull=True).exists():", "if False:", REVIEW),
    (SHARING, "waiting.update(state=ReviewRequest.State.WITHDRAWN, closed_at=now)", "pass", STATE),
    (SHARING, "running = Mentorship.objects.running().filter", "running = Mentorship.objects.filter", WALKS),
    (SHARING, "filter(pk=mentorship.pk, state=former)", "filter(pk=mentorship.pk)", WALKS),
    (INVITING, "open_rows = Mentorship.objects.filter(pk=mentorship.pk, state=Mentorship.State.INVITED, revoked_at__isnull=True)\n    changed",
     "open_rows = Mentorship.objects.filter(pk=mentorship.pk)\n    changed", INVITATION),
    (INVITING, "most is not None and Mentorship.objects.running().filter(mentor=person).count() >= most", "False", INVITATION),
    (INVITING, "declined = Mentorship.objects.invited().filter(pk=mentorship.pk)", "declined = Mentorship.objects.filter(pk=mentorship.pk)", WALKS),
    (VIEWS + "invitations.py", "if person and actions.obstacle(mentorship=row, person=person) and row.invited_email:", "if False:", INVITATION),
    (QUERIES, "row.in_force and share_for_learner(row).shows(kind, item)}", "row.in_force}", REVIEW),
    (VIEWS + "sharing.py", "rows.of_mentor(person).filter(pk=pk)", "rows.filter(pk=pk)", TABLE),
    (VIEWS + "reviewing.py", "    if form.instance.sent_at:\n        raise Http404\n", "", REVIEW),
    # What stays with whom
    ("mentoring/words.py", "Feedback.objects.filter(author=mentor)", "Feedback.objects", OWN_DATA),
    ("mentoring/words.py", "PrivateNote.objects.filter(author=mentor)", "PrivateNote.objects.all()", OWN_DATA),
    ("mentoring/confirming.py", " if row.level is not None]", "]", "tests/mentoring/test_growth.py"),
    ("mentoring/today.py", " and mentorship == Mentorship.State.ACTIVE", "", "tests/mentoring/test_today.py"),
    (EXPORT, '"request__mentorship__learner": owner, "sent_at__isnull": False}', '"request__mentorship__learner": owner}', OWN_DATA),
    (EXPORT, "feedback__request__mentorship__learner=owner, feedback__sent_at__isnull=False", "feedback__request__mentorship__learner=owner", OWN_DATA),
    (EXPORT, "PrivateNote.objects.filter(author=owner)", "PrivateNote.objects.all()", OWN_DATA),
    (EXPORT, "Endorsement.objects.filter(**own)", "Endorsement.objects.all()", OWN_DATA),
]  # fmt: skip
