"""What several tests of one's own data begin with."""

import pytest

from accounts.models import User
from tests.careerguide.archives import exported
from tests.careerguide.realistic import fill


@pytest.fixture
def packed(learner: User) -> bytes:
    """The archive of an account that has one of everything."""
    fill(learner)
    return exported(learner)
