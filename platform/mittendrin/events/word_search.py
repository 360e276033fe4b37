"""What somebody types into the search field, as a condition on dates."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from piccolo.custom_types import Combinable

from mittendrin.core.text import search_column
from mittendrin.events.tables import Occurrence
from mittendrin.events.views import DateView
from mittendrin.places.queries import districts_called, topics_called

_EVENT: Any = Occurrence.event
_VENUE: Any = _EVENT.venue


class FoundBy(StrEnum):
    """Why dates are found: for what they say themselves, or only for their topic or what their organiser says of itself."""

    WORDS = "words"
    TOPIC = "topic"
    ORGANISER = "organiser"


async def written(word: str) -> Combinable:
    """The word is said of the event, or its organiser has it in its name or says it of itself."""
    organiser: Combinable = _EVENT.organisation.search.like(f"%{word}%")
    return await said_of_event(word) | organiser


async def said_of_event(word: str) -> Combinable:
    """The word stands in the event itself, names its place, or is another word for its district."""
    pattern = f"%{word}%"
    found: Combinable = _EVENT.search.like(pattern) | _VENUE.search.like(pattern)
    if districts := await districts_called(word):
        found |= _VENUE.district.is_in(districts)
    return found


async def meant(word: str) -> Combinable:
    """The word is written, or is another word for the topic: a yoga class, but also every other exercise."""
    found = await written(word)
    if topics := await topics_called(word):
        found |= _EVENT.topic.is_in(topics)
    return found


async def saying_it_themselves(dates: Iterable[DateView], words: Iterable[str]) -> set[int]:
    """Ids of the events that are found for more than what their organiser says of itself: its name is an answer too."""
    left = {date.event_id: date.organisation for date in dates}
    for word in words:
        said = await _saying(word, left)
        left = {event: name for event, name in left.items() if event in said or in_title(name, [word])}
    return set(left)


async def only_by_organiser(dates: Iterable[DateView], words: Iterable[str]) -> set[int]:
    """Ids of the events that say none of the words themselves: only what their organiser is called or says of itself.
    None where nobody has searched.
    """
    searched = [*words]
    left = {date.event_id for date in dates} if searched else set()
    for word in searched:
        left = left - await _saying(word, left)
    return left


async def _saying(word: str, events: Iterable[int]) -> set[int]:
    condition = Occurrence.event.is_in([*events] or [0]) & await said_of_event(word)
    return {row["event"] for row in await Occurrence.select(Occurrence.event).where(condition)}


def in_title(title: str, words: Iterable[str]) -> bool:
    known = search_column(title)
    return all(word in known for word in words)
