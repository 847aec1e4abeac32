"""A learner's private question, offered to everybody."""

from accounts.models import User
from curation import targets
from curation.models import Suggestion
from interviews.models import Question, Round, Topic


def register() -> None:
    """Let accepted offers become drafts of the bank."""
    targets.register_maker("interviews.question", make_draft)
    targets.register_source("interviews.question", own_prompt)


def own_prompt(owner: User, slug: str) -> str | None:
    """The learner's private question, whole."""
    question = Question.objects.owned_by(owner).filter(slug=slug).first()
    return question.prompt if question else None


def make_draft(suggestion: Suggestion) -> Question:
    """A draft in the first topic and round: its curator places it, adds key points and the other language."""
    return Question(
        slug=f"offered-{suggestion.pk}",
        topic=Topic.objects.published().first(),
        round=Round.objects.published().first(),
        order=9999,
        **{f"prompt_{suggestion.language}": suggestion.proposed},
    )
