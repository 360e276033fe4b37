"""What the preview shows before anything is stored: the page that visitors will see, and what a club should check."""

from dataclasses import dataclass, replace
from datetime import datetime

from mittendrin.core.clock import local_day
from mittendrin.core.german import show_day
from mittendrin.core.language import _
from mittendrin.events.content import content_in_words
from mittendrin.events.form import Town
from mittendrin.events.form_preview import PreviewLine, preview_lines, preview_warnings
from mittendrin.events.given_up import named_before
from mittendrin.events.previewing import Unpublished, preview_event
from mittendrin.events.rules import EventContent
from mittendrin.events.showing import EventView
from mittendrin.events.single_dates import usual_day
from mittendrin.events.views import DateView
from mittendrin.publishing.queries import proven
from mittendrin.registrations.place_changes import told_of_news
from mittendrin.registrations.telling import Told


@dataclass(frozen=True, slots=True)
class Preview:
    """`page` is what visitors will see; `inside` is what they will not see: label and words. `news`: what is said
    to whoever is signed up, `told`: who they are, and `waits`: only when the board has decided.
    """

    page: EventView
    inside: list[tuple[str, str]]
    lines: list[PreviewLine]
    warnings: list[str]
    new_venue: bool
    news: str
    told: Told | None
    waits: bool


async def preview(version: Unpublished, town: Town, now: datetime) -> Preview:
    """Raises NotFound."""
    content, today = version.content, local_day(now)
    lines = list(preview_lines(content.when, today))
    page = await preview_event(version, now)
    heard = await told_of_news(version.event_id, content, now) if version.event_id else None
    return Preview(
        page=page,
        inside=_inside(content, town),
        lines=_as_said(lines, page.dates),
        warnings=[*preview_warnings(content.when, lines, today), *await _named_before(version, now)],
        new_venue=version.new_venue is not None,
        news=heard[0] if heard else "",
        told=heard[1] if heard else None,
        waits=not await proven(version.organisation_id),
    )


def _as_said(lines: list[PreviewLine], dates: list[DateView]) -> list[PreviewLine]:
    """What was called off or moved is not shown as taking place as usual."""
    said = {usual_day(one.original_start): one for one in dates if one.called_off or one.moved}
    return [_one_as_said(line, said.get(line.day)) for line in lines]


def _one_as_said(line: PreviewLine, date: DateView | None) -> PreviewLine:
    if date is None or line.falls_away:
        return line
    if date.called_off:
        return replace(line, words=show_day(line.day), falls_away=_("abgesagt"))
    return replace(line, words=_in_words(date, show_day(line.day)))


def _in_words(date: DateView, usual: str) -> str:
    if date.has_left_its_day:
        words = _("{alt}: verlegt auf {neu}", alt=usual, neu=date.spoken)
    elif date.starts != date.original_start or date.usual_end:
        words = _("{alt}: jetzt {neu}", alt=usual, neu=date.hours)
    else:
        words = _("{alt}: anderer Ort", alt=date.spoken)
    return f"{words}, {date.where}" if date.place else words


async def _named_before(version: Unpublished, now: datetime) -> tuple[str, ...]:
    return await named_before(version.event_id, version.content.when, now) if version.event_id else ()


def _inside(content: EventContent, town: Town) -> list[tuple[str, str]]:
    topic = next((one.name for one in town.topics if one.id == content.topic_id), "")
    said = content_in_words(content, topic, "")
    return [(label, said[label]) for label in ("Thema", "Anmeldung", "Plätze", "Warteliste") if said[label]]
