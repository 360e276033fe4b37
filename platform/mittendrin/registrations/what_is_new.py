"""What somebody who has signed up must hear of when a series changes. Pure."""

from dataclasses import replace
from datetime import date

from mittendrin.core.language import _
from mittendrin.events.content import LABELS, content_in_words
from mittendrin.events.recurrence import When
from mittendrin.events.rules import EventContent
from mittendrin.registrations.series import differences

# What somebody who comes must know of, besides when and where.
WORTH_A_MESSAGE = ("title", "price", "bring", "meeting_point", "newcomers")


def news(before: EventContent, after: EventContent) -> tuple[str, ...]:
    """ "Preis: 4 Euro": what is new for whoever comes, apart from when and where."""
    changed = differences(before, after)
    words = content_in_words(after, "", "")
    labels = dict.fromkeys(label for name in WORTH_A_MESSAGE if name in changed for label in LABELS[name])
    return tuple(
        f"{_(label)}: {words[label]}" if words[label] else _("{what}: keine Angabe mehr", what=_(label))
        for label in labels
    )


def concerns_guests(before: EventContent, after: EventContent, day: date) -> bool:
    """Whether somebody who has signed up must hear of it. Where the new rule begins and ends says nothing new."""
    place = (before.venue_id, before.room) != (after.venue_id, after.room)
    return place or _bare(before.when, day) != _bare(after.when, day) or bool(news(before, after))


def _bare(when: When, day: date) -> When:
    left = tuple(one for one in when.dates if one >= day)
    return replace(when, first_day=day, dates=left, until=None, times=None)
