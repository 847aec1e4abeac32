"""A learner's private question, offered to everybody."""

from curation import targets
from curation.models import Suggestion
from interviews.models import Question, Round, Topic


def register() -> None:
    """Let accepted offers become drafts of the bank."""
    targets.register_maker("interviews.question", make_draft)


def make_draft(suggestion: Suggestion) -> Question:
    """A draft in the first topic and round: its curator places it, adds key points and the other language."""
    return Question(
        slug=f"offered-{suggestion.pk}",
        topic=Topic.objects.published().first(),
        round=Round.objects.published().first(),
        order=9999,
        **{f"prompt_{suggestion.language}": suggestion.proposed[:2000]},
    )
