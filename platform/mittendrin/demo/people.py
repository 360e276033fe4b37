"""The sample's people, and who of them signs up for what."""

from dataclasses import dataclass

from mittendrin.demo.events import Event, SignUps
from mittendrin.demo.rows import Row, read_file

STEP_BETWEEN_EVENTS = 7


@dataclass(frozen=True, slots=True)
class Person:
    """At least one of phone (E.164), email and street is there."""

    number: int
    name: str
    district: str
    phone: str
    email: str
    street: str
    postcode: str


@dataclass(frozen=True, slots=True)
class Party:
    """Who signs up with how many people in all. The order is that in which they call."""

    person: Person
    size: int
    waits: bool


def read_people() -> tuple[Person, ...]:
    file = read_file("people.toml")
    people = tuple(_person(row) for row in file.parts("people"))
    file.end()
    return people


def parties(
    events: tuple[Event, ...], event: Event, sign_ups: SignUps, people: tuple[Person, ...]
) -> list[Party]:
    """Always the same people for the same event, different ones for different events, nobody twice."""
    first = events.index(event) * STEP_BETWEEN_EVENTS + sign_ups.date
    sizes = [(size, False) for size in sign_ups.confirmed] + [(size, True) for size in sign_ups.waiting]
    return [Party(people[(first + n) % len(people)], size, waits) for n, (size, waits) in enumerate(sizes)]


def _person(row: Row) -> Person:
    person = Person(
        number=row.number("number"),
        name=row.text("name"),
        district=row.text("district"),
        phone=row.phone("phone") if "phone" in row.values else "",
        email=row.mailbox("email") if "email" in row.values else "",
        street=row.text_or_none("street"),
        postcode=row.text_or_none("postcode"),
    )
    row.end()
    return person
