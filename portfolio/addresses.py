"""Addresses of public pages: which can be taken, and how long one that was given up stays closed to others."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from portfolio.models import HELD_FOR, HeldAddress, PublicPage, address_key

ADDRESS_FORM = RegexValidator(
    r"\A[a-z0-9](?:[a-z0-9-]{1,38})[a-z0-9]\Z",
    gettext_lazy("Three to forty letters a–z, digits and hyphens; it begins and ends with a letter or digit."),
    code="address_form",
)
# Names that would let a page pass for the site itself, in English and as Chinese words are written in an address.
RESERVED = frozenset({
    "about", "abuse", "account", "accounts", "admin", "admin-team", "administrator", "api", "app", "billing", "blog",
    "careerguide", "careers", "contact", "curator", "curators", "dashboard", "docs", "editor", "email", "faq", "feedback",
    "healthz", "help", "home", "info", "interviews", "jobs", "legal", "login", "logout", "mail", "me", "media", "mentor",
    "mentoring", "mentors", "moderator", "news", "no-reply", "noreply", "official", "owner", "page", "pages", "password",
    "policy", "portfolio", "postmaster", "preview", "privacy", "profile", "public", "register", "role", "roles", "root",
    "sales", "search", "secure", "security", "settings", "sign-in", "sign-up", "signin", "signup", "site", "skill",
    "skills", "staff", "static", "status", "support", "system", "team", "terms", "test", "trends", "webmaster", "welcome",
    "www", "you", "anquan", "bangzhu", "biaozhun", "daoshi", "dengji", "denglu", "fuwu", "gongkai", "gonggao", "guanfang",
    "guanjia", "guanli", "guanliyuan", "jianli", "jiaoliu", "jineng", "juese", "kefu", "lianxi", "mianshi", "mima",
    "neirong", "pingtai", "qushi", "sheqian", "shezhi", "shouye", "shenhe", "tuandui", "tousu", "wangzhan", "weihu",
    "wode", "xitong", "xiangmu", "yinsi", "zhanghao", "zhanghu", "zhiwei", "zhiye", "zhongguo", "zhuce", "zhuye", "ziliao",
})  # fmt: skip


def check_form(slug: str) -> str:
    """The address as it is stored; raises ValidationError for one that nobody can have."""
    slug = address_key(slug.strip())
    ADDRESS_FORM(slug)
    if slug in RESERVED or slug.replace("-", "") in RESERVED or "--" in slug:
        raise ValidationError(_("This address is kept for the site. Choose another one."), code="reserved")
    return slug


def is_free(slug: str, owner: User) -> bool:
    """Whether this person may publish there: nobody else's page is there, and nobody else gave it up lately."""
    published = PublicPage.objects.filter(slug_key=address_key(slug), published_at__isnull=False).exclude(owner=owner)
    return not published.exists() and not _held_against(slug, owner).exists()


def _held_against(slug: str, owner: User) -> QuerySet[HeldAddress]:
    others = ~Q(former_owner=owner) | Q(former_owner=None)
    return HeldAddress.objects.filter(others, digest=HeldAddress.digest_of(slug), held_until__gt=timezone.now())


def hold(slug: str, *, former_owner: User | None) -> None:
    """Close an address that was given up to everybody but its former owner."""
    HeldAddress.objects.update_or_create(
        digest=HeldAddress.digest_of(slug),
        defaults={"former_owner": former_owner, "held_until": timezone.now() + HELD_FOR},
    )


def release(slug: str) -> None:
    """Forget that an address was held: somebody has taken it."""
    HeldAddress.objects.filter(digest=HeldAddress.digest_of(slug)).delete()
