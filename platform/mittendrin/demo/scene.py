"""What the steps of loading share."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from mittendrin.audit.rules import Doer
from mittendrin.core.clock import local_day
from mittendrin.demo.accounts import Team
from mittendrin.demo.city import Organisation
from mittendrin.demo.events import Event, open_dates
from mittendrin.demo.ground import Ground
from mittendrin.demo.reading import Sample
from mittendrin.events.dates import PAUSES
from mittendrin.events.queries import coming_dates
from mittendrin.events.views import DateView


@dataclass(frozen=True, slots=True)
class Scene:
    """`tick` is called after each piece of work; `event_ids` fills up while events are added."""

    sample: Sample
    ground: Ground
    team: Team
    now: datetime
    tick: Callable[[], None]
    event_ids: dict[str, int]

    @property
    def today(self) -> date:
        return local_day(self.now)

    def organisation(self, slug: str) -> Organisation:
        return next(one for one in self.sample.organisations if one.slug == slug)

    def writer_of(self, event: Event) -> Doer:
        return self.team.writer_for(self.organisation(event.organisation))

    async def date(self, event: Event, number: int) -> DateView:
        """The date that the files mean by this number: 1 is the next one that people can sign up for."""
        day = open_dates(event, self.today, number, PAUSES)[number - 1]
        coming = await coming_dates(self.event_ids[event.slug], self.now, limit=60)
        return next(one for one in coming if one.day == day)
