"""The sample's offers and requests, and how far the office has come with each."""

from dataclasses import dataclass

from mittendrin.demo.rows import Row, read_file

OFFER_STATES = frozenset({"received", "interview", "active", "paused", "ended"})
# Those of a request, and from "asked_volunteer" on those of what has grown from it.
REQUEST_STATES = frozenset(
    {
        "received", "clarifying", "open", "on_hold", "referred", "closed",
        "asked_volunteer", "asked_requester", "volunteer_no", "requester_no", "not_now", "expired", "withdrawn",
        "first_meeting", "trial", "running", "paused", "ended", "feedback_done",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody who helps, or somebody who looks for help. `person` is a number in people.toml."""

    person: int
    category: str
    text: str
    state: str


@dataclass(frozen=True, slots=True)
class NeedRow:
    """What an organisation, named by its slug, needs volunteers for."""

    organisation: str
    title: str
    task: str
    category: str
    place: str
    district: str
    helpers: int
    onboarding: str
    expenses: str
    insurance: str
    prerequisites: str


@dataclass(frozen=True, slots=True)
class Help:
    offers: tuple[Wish, ...]
    requests: tuple[Wish, ...]
    needs: tuple[NeedRow, ...]


def read_help() -> Help:
    file = read_file("help.toml")
    found = Help(
        offers=tuple(_wish(row, OFFER_STATES) for row in file.parts("offers")),
        requests=tuple(_wish(row, REQUEST_STATES) for row in file.parts("requests")),
        needs=tuple(_need(row) for row in file.parts("needs")),
    )
    file.end()
    return found


def _wish(row: Row, states: frozenset[str]) -> Wish:
    wish = Wish(row.number("person"), row.text("category"), row.text("text"), row.one_of("state", states))
    row.end()
    return wish


def _need(row: Row) -> NeedRow:
    said = {
        name: row.text(name)
        for name in (
            "organisation", "title", "task", "category", "place", "district", "onboarding", "expenses", "insurance",
            "prerequisites",
        )
    }  # fmt: skip
    need = NeedRow(**said, helpers=row.number("helpers"))
    row.end()
    return need
