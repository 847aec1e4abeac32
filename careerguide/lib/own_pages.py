"""Ways back that a form or an address names: only ever to a page of ours."""

from django.utils.http import url_has_allowed_host_and_scheme

LONGEST = 2000


def own_page(goal: str) -> str:
    """`goal` if it is the path of a page of ours, else an empty text.

    It begins with a slash: `redirect` takes anything else for the name of a view, and fails when there is none.
    """
    ours = len(goal) <= LONGEST and goal.startswith("/")
    return goal if ours and url_has_allowed_host_and_scheme(goal, allowed_hosts=None) else ""
