"""A short walk of single questions: nothing is stored before "Jetzt absenden".

Each page carries everything typed so far. One rule for every button: a page is shown when all pages before it are
right, else the first one that is not.
"""

from collections.abc import Callable
from dataclasses import dataclass

from mittendrin.core.refusal import NotFound
from mittendrin.volunteering.queries import Town
from mittendrin.web.forms import Form


@dataclass(frozen=True, slots=True)
class Question:
    """One page. `read` never raises; what is wrong stands in the form afterwards."""

    slug: str
    title: str
    fields: tuple[str, ...]
    read: Callable[[Form, Town], object]


@dataclass(frozen=True, slots=True)
class Walk:
    """`path` is where it begins and the folder of its templates is `templates`; `along` is carried and never asked."""

    path: str
    templates: str
    questions: tuple[Question, ...]
    along: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        return (*self.along, *(name for question in self.questions for name in question.fields))

    def question(self, slug: str) -> Question:
        """Raises NotFound."""
        for question in self.questions:
            if question.slug == slug:
                return question
        raise NotFound

    def behind(self, question: Question) -> str:
        """Where "Weiter" leads."""
        following = self.questions[self.questions.index(question) + 1 :]
        return following[0].slug if following else "pruefen"

    def before(self, question: Question) -> str:
        """Where "Zurück" leads; empty on the first page."""
        number = self.questions.index(question)
        return self.questions[number - 1].slug if number else ""

    def check_until(self, question: Question | None, form: Form, town: Town) -> None:
        """Reads the pages in front of this one, or all. Raises Invalid at the first that has something to put right."""
        number = self.questions.index(question) if question else len(self.questions)
        for earlier in self.questions[:number]:
            earlier.read(form, town)
            form.check()

    def of_errors(self, form: Form) -> Question:
        """The page that asks for what is wrong; the last one when it is not about a single answer."""
        wrong = (one for one in self.questions if form.errors.keys() & set(one.fields))
        return next(wrong, self.questions[-1])
