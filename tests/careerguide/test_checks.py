"""What is looked at before the site is started."""

import pytest
from django.core.checks import Error, run_checks

SHARED = ("django.core.cache.backends.db.DatabaseCache", "django.core.cache.backends.redis.RedisCache")
OF_ONE_PROCESS = ("django.core.cache.backends.locmem.LocMemCache", "django.core.cache.backends.dummy.DummyCache")


def errors() -> list[str | None]:
    return [one.id for one in run_checks(tags=["caches"]) if isinstance(one, Error)]


@pytest.mark.parametrize("backend", OF_ONE_PROCESS)
def test_rate_limits_need_a_cache_that_processes_share(settings, backend: str) -> None:
    settings.CACHES = {"default": {"BACKEND": backend}}
    assert errors() == ["careerguide.E001"]
    settings.DEBUG = True
    assert errors() == []


@pytest.mark.parametrize("backend", SHARED)
def test_shared_ones_are_fine(settings, backend: str) -> None:
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": "cache"}}
    assert errors() == []
