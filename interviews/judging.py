"""What a judged answer suggests as its grade. The learner decides; the suggestion only saves them a thought.

Two shares are averaged where both are there: key points covered ÷ key points, and the judged rows of the rubric ÷ 3.

- below 0.4, or when correctness is “missing”: Again
- below 0.65: Hard
- below 0.9, or with less than “sure” as confidence: Good
- else Easy
"""

from collections.abc import Sequence

from interviews.models.practice import Confidence, Grade

HARD_FROM, GOOD_FROM, EASY_FROM = 0.4, 0.65, 0.9


def suggest(*, covered: int, total: int, rubric: Sequence[int | None], confidence: int | None) -> Grade | None:
    """The grade that ticks and rubric speak for; None as long as nothing was judged. `rubric` begins with correctness."""
    judged = [value for value in rubric if value is not None]
    shares = [covered / total] if total and (covered or judged) else []
    if judged:
        shares.append(sum(judged) / (3 * len(judged)))
    if not shares:
        return None
    score = sum(shares) / len(shares)
    if score < HARD_FROM or rubric[0] == 0:
        return Grade.AGAIN
    if score < GOOD_FROM:
        return Grade.HARD
    if score < EASY_FROM or (confidence or 0) < Confidence.SURE:
        return Grade.GOOD
    return Grade.EASY
