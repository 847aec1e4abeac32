"""The guards of accounts, roles and the frame."""

KEPT, FORM_FIELDS = "tests/careerguide/test_kept.py", "tests/careerguide/test_form_fields.py"
ACCESS, PROFILE, SIGN_IN = "tests/test_access.py", "tests/accounts/test_profile.py", "tests/accounts/test_sign_in.py"
SETTINGS, VERSION = "careerguide/settings.py", "tests/roles/test_guidance_version.py"
RATE, EVIDENCE, VALUES = (
    "tests/roles/test_rate_skill.py",
    "tests/roles/test_withdraw_evidence.py",
    "tests/roles/test_three_values.py",
)
ERASE, DATABASE = "tests/careerguide/test_erase_account.py", "tests/careerguide/test_database.py"
FEED, EXPORT, LOGS = (
    "tests/careerguide/test_calendar_feed.py",
    "tests/careerguide/test_own_data_export.py",
    "tests/careerguide/test_logs.py",
)
FEED_VIEWS = "careerguide/calendar_views.py"
FRAME, SESSIONS = "tests/careerguide/test_frame.py", "tests/accounts/test_sessions.py"

MUTANTS = [
    # Who gets in
    (SETTINGS, '    "accounts.middleware.LoginRequired",\n', "", ACCESS),
    (SETTINGS, '    "django.middleware.csrf.CsrfViewMiddleware",\n', "", FRAME),
    ("careerguide/lib/curation/site.py", "= secure_admin_login(super().login)", "= super().login", ACCESS),
    ("accounts/middleware.py", "if is_htmx(request):", "if False:", "tests/careerguide/test_middleware.py"),
    ("accounts/models.py", "return self.filter(owner=user)", "return self.all()", f"{RATE} {EVIDENCE}"),
    ("roles/views/tracking.py", "Evidence.objects.owned_by(signed_in(request))", "Evidence.objects", EVIDENCE),
    ("accounts/views.py", "Profile.objects.filter(user=signed_in(request)).exclude", "Profile.objects.exclude", PROFILE),
    ("accounts/forms.py", 'fields = ("name", "language", "time_zone")', 'fields = ("name", "language", "time_zone", "is_staff")', PROFILE),
    ("careerguide/lib/curated.py", "return self.filter(status=Curated.Status.PUBLISHED)", "return self.all()", "tests/roles/test_guidance.py"),
    # Sessions and signing in
    ("accounts/sessions.py", " AND expire_date > %s\"  # noqa: S608", " AND %s IS NOT NULL\"  # noqa: S608", SESSIONS),
    ("accounts/sessions.py", "            self._session_key = None\n", "", SESSIONS),
    ("accounts/sessions.py", "if key.isalnum() else None", "if key else None", SESSIONS),
    (SETTINGS, 'ACCOUNT_LOGIN_METHODS = {"email"}\n', 'ACCOUNT_LOGIN_METHODS = {"email"}\nACCOUNT_RATE_LIMITS = False\n', SIGN_IN),
    (SETTINGS, 'ACCOUNT_LOGIN_METHODS = {"email"}\n', 'ACCOUNT_LOGIN_METHODS = {"email"}\nACCOUNT_PREVENT_ENUMERATION = False\n', SIGN_IN),
    (SETTINGS, 'ACCOUNT_EMAIL_VERIFICATION = "mandatory"', 'ACCOUNT_EMAIL_VERIFICATION = "optional"', SIGN_IN),
    (SETTINGS, "ACCOUNT_REAUTHENTICATION_REQUIRED = True", "ACCOUNT_REAUTHENTICATION_REQUIRED = False", "tests/accounts/test_second_factor.py"),
    # What operators rely on
    (SETTINGS, '"timeout": 20,', '"timeout": 5,', DATABASE),
    (SETTINGS, '"transaction_mode": "IMMEDIATE",', '"transaction_mode": "DEFERRED",', DATABASE),
    (SETTINGS, "PRAGMA synchronous=FULL;", "PRAGMA synchronous=NORMAL;", DATABASE),
    (SETTINGS, "PRAGMA foreign_keys=ON;", "PRAGMA foreign_keys=OFF;", DATABASE),
    ("accounts/models.py", '{self.pk} {int(self.date_joined.timestamp())}', "{self.pk}", ERASE),
    ("accounts/receivers.py", 'logger.info("Account %s was erased.", number)', "None", ERASE),
    ("careerguide/management/commands/erase_account.py", "farewell=not no_mail", "farewell=True", ERASE),
    ("careerguide/management/commands/erase_account.py", "user is None or user.lasting_number != name", "user is None", ERASE),
    ("careerguide/management/commands/erase_account.py", "if dry_run or not found:", "if not found:", ERASE),
    ("careerguide/management/commands/erase_account.py", 'if answer.strip().lower() != "yes":', "if False:", ERASE),
    ("careerguide/personal_data/erasing.py", "transaction.on_commit(lambda: _end_sessions(sessions), robust=True)", "pass", ERASE),
    ("accounts/outbox.py", "    except Exception as error:  # one", "    except OSError as error:  # one", "tests/accounts/test_notifications.py"),
    ("accounts/outbox.py", " and not isinstance(error, smtplib.SMTPRecipientsRefused)", "", "tests/accounts/test_notifications.py"),
    # What leaves the server
    ("careerguide/security.py", "\"script-src\": [\"'self'\"]", "\"script-src\": [\"'self'\", \"'unsafe-inline'\"]", ACCESS),
    ("careerguide/security.py", "        \"frame-ancestors\": [\"'none'\"],\n", "", ACCESS),
    ("careerguide/security.py", "\"img-src\": [\"'self'\"]", "\"img-src\": [\"'self'\", \"data:\"]", SIGN_IN),
    ("careerguide/middleware.py", "if any(name.startswith(\"_csp\") for name in vars(response)):", "if False:", SIGN_IN),
    (SETTINGS, '    "careerguide.middleware.ContentSecurityPolicy",\n', "", ACCESS),
    (SETTINGS, '    "django.middleware.security.SecurityMiddleware",\n', "", ACCESS),
    ("accounts/middleware.py", "        patch_cache_control(response, private=True, no_store=True)\n", "", ACCESS),
    ("careerguide/frame.py", "drawn.replace(SLOTS.name, escape(str(user)))", "drawn.replace(SLOTS.name, str(user))", FRAME),
    ("careerguide/frame.py", "escape(self.request.get_full_path())", "self.request.path + '?' + __import__('urllib.parse').parse.unquote(self.request.META['QUERY_STRING'])", FRAME),
    # What comes in
    ("careerguide/middleware.py", "            request.broken_text = True", "            pass", "tests/careerguide/test_middleware.py"),
    ("careerguide/middleware.py", ' or any("\\ud800" <= character <= "\\udfff" for character in address)', "", "tests/careerguide/test_middleware.py"),
    ("roles/views/tracking.py", "{str(level.value): level.value for level in Level}", "{str(level): level for level in range(10)}", RATE),
    ("roles/views/tracking.py", "if goal and url_has_allowed_host_and_scheme(goal, allowed_hosts=None, require_https=False):", "if goal:", RATE),
    ("accounts/views.py", "if not url_has_allowed_host_and_scheme(goal, allowed_hosts={request.get_host()}, require_https=request.is_secure()):", "if False:", SIGN_IN),
    ("accounts/views.py", "    if theme in THEMES:", "    if theme:", "tests/careerguide/test_home.py"),
    ("careerguide/lib/images.py", "MAX_BYTES = 5 * 1024 * 1024", "MAX_BYTES = 5000 * 1024 * 1024", PROFILE),
    ("careerguide/lib/images.py", "MAX_PIXELS = 16_000_000", "MAX_PIXELS = 160_000_000", PROFILE),
    ("careerguide/lib/images.py", 'FORMATS = ("JPEG", "PNG", "WEBP")', 'FORMATS = ("JPEG", "PNG", "WEBP", "GIF")', PROFILE),
    ("careerguide/lib/images.py", 'if getattr(picture, "n_frames", 1) > 1:', "if False:", PROFILE),
    ("careerguide/lib/images.py", "_on_white(ImageOps.exif_transpose(picture))", "_on_white(picture)", PROFILE),
    # What is kept, and what a guest may be told has not changed
    ("careerguide/lib/kept.py", "kept is not None and kept[0] == token", "kept is not None", VERSION),
    ("careerguide/lib/kept.py", "kept[0] == token", "kept[0] == token or token is None", KEPT),
    ("careerguide/lib/kept.py", "None if token is None else (token, value)", "(token, value)", KEPT),
    ("careerguide/lib/form_fields.py", "if not isinstance(field, kind):", "if False:", FORM_FIELDS),
    ("careerguide/lib/form_fields.py", "said[form.add_prefix(name)]", "said[name]", FORM_FIELDS),
    ("careerguide/lib/columns.py", "if not isinstance(field, models.Field):", "if False:", FORM_FIELDS),
    ("roles/guidance.py", "{settings.SESSION_COOKIE_NAME, \"messages\"}", "{\"messages\"}", VERSION),
    ("roles/guidance.py", "{settings.SESSION_COOKIE_NAME, \"messages\"}", "{settings.SESSION_COOKIE_NAME}", VERSION),
    ("roles/guidance.py", "        get_language(),\n        request", "        request", VERSION),
    ("roles/guidance.py", '        request.COOKIES.get("theme"),\n', "", VERSION),
    ("roles/guidance.py", "        request.COOKIES.get(settings.CSRF_COOKIE_NAME),\n", "", VERSION),
    ("roles/guidance.py", "        current(request).token,\n", "", VERSION),
    ("roles/guidance.py", "if language not in self._texts:", "if not self._texts:", VERSION),
    ("roles/receivers.py", "        GuidanceVersion.renew()", "        pass", VERSION),
    # The secret address of one's dates
    ("careerguide/calendar_feed.py", "owner__is_active=True", "owner__isnull=False", FEED),
    ("careerguide/calendar_feed.py", '"token_hash": digest(token)', '"token_hash": token', FEED),
    ("careerguide/calendar_feed.py", " if kind in feed.kinds for", " for", FEED),
    ("careerguide/calendar_feed.py", "timezone.localdate(now, zoneinfo.ZoneInfo(owner.time_zone))", "timezone.localdate(now)", FEED),
    ("careerguide/calendar_feed.py", "repr((get_language(), self.zone, self.entries))", "repr((get_language(), self.zone))", FEED),
    ("careerguide/calendar_feed.py", "repr((get_language(), self.zone, self.entries))", "repr((get_language(), self.entries))", FEED),
    (FEED_VIEWS, "@login_not_required\n", "", FEED),
    (FEED_VIEWS, "CalendarFeed.objects.owned_by(signed_in(request)).delete()", "CalendarFeed.objects.all().delete()", FEED),
    (FEED_VIEWS, "_guarded(_plain(404) if", "_guarded(_plain(403) if", FEED),
    (FEED_VIEWS, 'if _may(request, "miss")', "if True", FEED),
    (FEED_VIEWS, '    if not _may(request, "read", str(feed.pk)):\n        return _guarded(_plain(429))\n', "", FEED),
    (FEED_VIEWS, '_may(request, "read", str(feed.pk))', '_may(request, "read", "all")', FEED),
    (FEED_VIEWS, "translation.override(feed.owner.language or settings.LANGUAGE_CODE)", "translation.override(None)", FEED),
    (FEED_VIEWS, '    response.headers["Cache-Control"] = "private, no-store"\n', "", FEED),
    (FEED_VIEWS, '    response.headers["Referrer-Policy"] = "no-referrer"\n', "", FEED),
    ("interviews/calendar_entries.py", "Interview.objects.owned_by(owner)", "Interview.objects", FEED),
    ("interviews/calendar_entries.py", "Task.objects.owned_by(owner)", "Task.objects", FEED),
    ("interviews/calendar_entries.py", "ReviewCard.objects.owned_by(owner)", "ReviewCard.objects", FEED),
    ("mentoring/calendar_entries.py", "filter(running & mine,", "filter(running,", FEED),
    ("mentoring/calendar_entries.py", "filter(running & mine,", "filter(mine,", FEED),
    ("mentoring/calendar_entries.py", "        if not is_learner and not mentorship.in_force:\n            continue\n", "", FEED),
    ("mentoring/calendar_entries.py", ".of_learner(learner)", "", FEED),
    ("portfolio/brand/calendar_entries.py", "{action.form_key}-{times[action.pk]}", "{action.form_key}-{day}", FEED),
    ("careerguide/logs.py", '_SECRET.sub(r"\\1…", super().format(record))', "super().format(record)", LOGS),
    ("careerguide/logs.py", '("calendar", ', "(", LOGS),
    # What an archive holds
    ("careerguide/personal_data/kinds.py", 'SECRETS = {"token_hash"}', "SECRETS = set()", EXPORT),
    ("careerguide/personal_data/kinds.py", " if model is MockScore else rows", " if False else rows", EXPORT),
    ("interviews/models/mocks.py", "Q(scorer=MockScore.Scorer.LEARNER) | Exists(own)", "Q()", EXPORT),
    ("careerguide/personal_data/exporting.py", ", mock__in=judged)", ")", EXPORT),
    # The learner's record
    ("roles/record.py", "WHERE owner_id = %s AND withdrawn_at IS NULL", "WHERE owner_id = %s", EVIDENCE),
    ("roles/models.py", "return self.filter(withdrawn_at=None)", "return self.all()", EVIDENCE),
    ("roles/record.py", "THEN 1 ELSE 0 END FROM {rating} WHERE owner_id = %s", "THEN 1 ELSE 0 END FROM {rating} WHERE owner_id <> %s", VALUES),
    ("roles/queries.py", '"evidenced_fit": measure(required, own.evidenced)', '"evidenced_fit": measure(required, own.claimed)', VALUES),
    ("roles/actions.py", "    if former != level:\n", "    if True:\n", RATE),
    ("roles/models.py", 'models.CheckConstraint(condition=Q(level__range=(1, 4)), name="confirmed_level_1_to_4"),', "", VALUES),
    # Between sentences
    ("careerguide/lib/typesetting.py", '"" if (get_language() or "").startswith("zh") else " "', '" "', "tests/test_locale.py"),
    ("templates/careerguide/today.html", "this role asks.\" %}{% gap %}", "this role asks.\" %} ", "tests/test_locale.py"),
    # A query that is written once
    ("careerguide/lib/written.py", "if any(isinstance(value, int) and value.bit_length() > _BITS for value in values):", "if False:", "tests/careerguide/test_written.py"),
    ("accounts/models.py", "if args or len(kwargs) != 1 or type(pk) is not int:", "if type(pk) is not int:", "tests/accounts/test_user.py"),
    ("portfolio/views/own.py", "Project.objects.filter(owner=owner, pk=pk)", "Project.objects.filter(pk=pk)", "tests/portfolio/test_project_detail.py"),
    # Numbers that only one of the databases takes
    ("careerguide/settings.py", '    DATABASES["default"]["ENGINE"] = "careerguide.lib.sqlite3"\n', "", "tests/careerguide/test_number_ranges.py"),
]  # fmt: skip
