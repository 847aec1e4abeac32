"""What must hold before the site is started."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register

OF_ONE_PROCESS = {
    "django.core.cache.backends.locmem.LocMemCache",
    "django.core.cache.backends.dummy.DummyCache",
}


@register(Tags.caches)
def cache_is_shared(app_configs: Any, **kwargs: Any) -> list[Error]:
    """Rate limits are counted in the cache: counted by each process alone they would let several times as many tries pass."""
    backend = settings.CACHES["default"]["BACKEND"]
    if settings.DEBUG or backend not in OF_ONE_PROCESS:
        return []
    hint = "Leave CACHE_URL empty for the database's table, or name a Redis that all processes reach."
    return [Error("The cache is not shared by all processes, so rate limits do not hold.", hint=hint, id="careerguide.E001")]
