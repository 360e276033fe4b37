"""A short walk of single questions: nothing is stored before "Jetzt absenden".

Each page carries everything typed so far. One rule for every button: a page is shown when all pages before it are
right, else the first one that is not. Whoever changes one answer on the check page comes back to it: CHANGING is then
carried along.
"""

from collections.abc import Callable
from dataclasses import dataclass

from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound
from mittendrin.volunteering.asking import is_for_another
from mittendrin.volunteering.queries import Town
from mittendrin.web.forms import Form

# What was said, in words; the last is the page that asks for it, or nothing.
Answers = list[tuple[str, str, str]]
CHANGING, CHECK = "aendern", "pruefen"


@dataclass(frozen=True, slots=True)
class Question:
    """One page. `read` never raises; what is wrong stands in the form afterwards. `optional`: it may be left empty.

    `of_another` is the title where somebody fills in for another person, if "Sie" would be the wrong one.
    """

    slug: str
    title: str
    fields: tuple[str, ...]
    read: Callable[[Form, Town], object]
    optional: bool = False
    of_another: str = ""

    def asked(self, form: Form) -> str:
        return _(self.of_another if self.of_another and is_for_another(form) else self.title)


@dataclass(frozen=True, slots=True)
class Walk:
    """`path` is where it begins and the folder of its templates is `templates`; `along` is carried and never asked."""

    path: str
    templates: str
    questions: tuple[Question, ...]
    along: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        return (CHANGING, *self.along, *(name for question in self.questions for name in question.fields))

    def question(self, slug: str) -> Question:
        """Raises NotFound."""
        for question in self.questions:
            if question.slug == slug:
                return question
        raise NotFound

    def step(self, question: Question) -> tuple[int, int]:
        """The how manieth of how many; what may be left out is counted by itself, so that the end is near."""
        alike = [one for one in self.questions if one.optional is question.optional]
        return alike.index(question) + 1, len(alike)

    def behind(self, question: Question, form: Form) -> str:
        """Where "Weiter" leads."""
        if form.yes(CHANGING):
            return CHECK
        following = self.questions[self.questions.index(question) + 1 :]
        return following[0].slug if following else CHECK

    def before(self, question: Question, form: Form) -> str:
        """Where "Zurück" leads; empty on the first page, and when only this answer changes."""
        if form.yes(CHANGING):
            return ""
        number = self.questions.index(question)
        return self.questions[number - 1].slug if number else ""

    def check_until(self, question: Question | None, form: Form, town: Town) -> None:
        """Reads the pages in front of this one, or all. Raises Invalid at the first that has something to put right."""
        number = self.questions.index(question) if question else len(self.questions)
        for earlier in self.questions[:number]:
            earlier.read(form, town)
            form.check()

    def with_skipped(self, answers: Answers, form: Form) -> Answers:
        """In the order of the pages; what somebody left out stands there too and can still be said."""
        said = []
        for question in self.questions:
            here = [answer for answer in answers if answer[2] == question.slug]
            said += here or [(question.asked(form), _("keine Angabe"), question.slug)]
        return said

    def of_errors(self, form: Form) -> Question:
        """The page that asks for what is wrong; the last one when it is not about a single answer."""
        wrong = (one for one in self.questions if form.errors.keys() & set(one.fields))
        return next(wrong, self.questions[-1])
