"""Work to show: guidance about kinds of projects, and the learner's own."""

from portfolio.models.kinds import RETROSPECTIVE as RETROSPECTIVE
from portfolio.models.kinds import ProjectKind as ProjectKind
from portfolio.models.kinds import ProjectPrompt as ProjectPrompt
from portfolio.models.projects import MAX_SECTION as MAX_SECTION
from portfolio.models.projects import Lesson as Lesson
from portfolio.models.projects import Metric as Metric
from portfolio.models.projects import Project as Project
from portfolio.models.projects import ProjectImage as ProjectImage
from portfolio.models.projects import ProjectSection as ProjectSection
from portfolio.models.projects import ProjectSkill as ProjectSkill
from portfolio.models.projects import SectionRevision as SectionRevision
from portfolio.models.public import HELD_FOR as HELD_FOR
from portfolio.models.public import HeldAddress as HeldAddress
from portfolio.models.public import PublicItem as PublicItem
from portfolio.models.public import PublicPage as PublicPage
from portfolio.models.public import address_key as address_key
from portfolio.models.resume import SECTIONS as SECTIONS
from portfolio.models.resume import ResumeItem as ResumeItem
from portfolio.models.resume import ResumeVersion as ResumeVersion
from portfolio.models.resume_entry import EntryKind as EntryKind
from portfolio.models.resume_entry import ResumeEntry as ResumeEntry
