"""One line of time, the same on the page of a request, an offer and an engagement: acts, visits and hours."""

from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any

from mittendrin.audit.queries import AuditLine, history
from mittendrin.audit.rules import VISITOR, Channel
from mittendrin.core.clock import at_local
from mittendrin.core.german import show_day_short
from mittendrin.core.language import _
from mittendrin.desks.office.looking import LOOK
from mittendrin.engagements.pairs import Pair
from mittendrin.engagements.rules import VisitState, show_hours
from mittendrin.engagements.tables import Hours, Visit
from mittendrin.engagements.telling import about as about_engagement
from mittendrin.engagements.visit_words import moment_in_words
from mittendrin.incidents.stopped import incidents_that_stopped
from mittendrin.volunteering.story import OfferStory, ProposalLine, RequestStory
from mittendrin.volunteering.tables import Engagement
from mittendrin.volunteering.telling import about as about_proposal

HOW = {Channel.PHONE: "am Telefon", Channel.COUNTER: "am Tresen", Channel.LETTER: "per Brief"}
_OF_INCIDENTS = ("incident.reported", "incident.decided")


@dataclass(frozen=True, slots=True)
class Moment:
    """`name` is whose proposal or engagement it belongs to, empty for what the page itself is about."""

    at: datetime
    when: str
    name: str
    words: str
    who: str
    reason: str = ""


async def of_request(story: RequestStory, now: datetime) -> list[Moment]:
    """Newest first, as all of them."""
    return await _told(f"help_request:{story.id}", {one: one.helper for one in story.proposals}, now)


async def of_offer(story: OfferStory, now: datetime) -> list[Moment]:
    return await _told(f"offer:{story.id}", {one: one.asker for one in story.proposals}, now)


async def of_engagement(found: Pair, now: datetime) -> list[Moment]:
    return await _line({about_proposal(found.proposal_id): ""}, {found.id: ""}, now)


async def _told(itself: str, proposals: dict[ProposalLine, str], now: datetime) -> list[Moment]:
    names = {itself: ""} | {about_proposal(one.id): name for one, name in proposals.items()}
    grown = {one.engagement.id: name for one, name in proposals.items() if one.engagement}
    return await _line(names, grown, now)


async def _line(names: dict[str, str], grown: dict[int, str], now: datetime) -> list[Moment]:
    """`names` by subject, `grown` by engagement."""
    names = names | {about_engagement(number): name for number, name in grown.items()}
    stopped = await incidents_that_stopped(list(grown))
    incidents = {f"incident:{one}": grown[engagement] for one, engagement in stopped.items()}
    lines = await history(*names, *incidents)
    said = [_moment(line, names[line.subject]) for line in lines if _tells(line, names)]
    said += [_moment(_veiled(line), incidents[line.subject]) for line in lines if line.act in _OF_INCIDENTS]
    took_place = [*await _meetings(grown, now), *await _hours(grown)]
    return sorted([*said, *took_place], key=lambda one: one.at, reverse=True)


def _tells(line: AuditLine, names: dict[str, str]) -> bool:
    """Who has looked stands on the page of the person; hours stand with their day, as long as they are kept."""
    return line.subject in names and line.act not in (LOOK, "hours.written")


def _veiled(line: AuditLine) -> AuditLine:
    """That there was one, when, and who wrote it down; who said what of whom is for the lead alone."""
    return replace(line, on_behalf_of="", speaker="", remark="", reason="", detail="")


def _moment(line: AuditLine, name: str) -> Moment:
    return Moment(line.at, moment_in_words(line.at), name, line.words, who_in_words(line), line.reason)


def who_in_words(line: AuditLine) -> str:
    """ "Frau Demo, am Telefon mit Herrn Beispiel", "Herr Beispiel, über den Link", "Frau Demo"."""
    if line.channel == Channel.SYSTEM.value:
        return _("von selbst")
    if line.actor_name == VISITOR.name:
        return (
            _("{name}, über den Link", name=line.on_behalf_of)
            if line.on_behalf_of
            else _("auf der Internetseite")
        )
    return " ".join(filter(None, (_clerk(line), f"({line.noted})" if line.noted else "")))


def _clerk(line: AuditLine) -> str:
    clerk, name, how = line.actor_name, line.on_behalf_of, _how(line.channel)
    if not name:
        return f"{clerk}, {how}" if how else clerk
    if not how or line.speaker:
        return _("{clerk} für {name}", clerk=f"{clerk}, {how}" if how else clerk, name=name)
    return _("{clerk}, {how} mit {name}", clerk=clerk, how=how, name=name)


def _how(channel: str) -> str:
    return next((_(words) for one, words in HOW.items() if one.value == channel), "")


async def _meetings(grown: dict[int, str], now: datetime) -> list[Moment]:
    """What took place: nobody does anything then, so no act says it."""
    eng, vis = Engagement, _VISIT
    these = [*grown, 0]
    begun = eng.id.is_in(these) & (eng.first_meeting_at <= now)
    first = (
        await eng.select(eng.id, eng.first_meeting_at, eng.first_meeting_place).where(begun).order_by(eng.id)
    )
    been = (vis.starts_at <= now) & (vis.state != VisitState.CALLED_OFF.value)
    visits = await (
        vis.select(vis.engagement, vis.starts_at, vis.state, vis.stand_in.person.name)
        .where(vis.engagement.is_in(these), been)
        .order_by(vis.id)
    )
    met = [_took_place(row["first_meeting_at"], grown[row["id"]], _met(row)) for row in first]
    return met + [_took_place(row["starts_at"], grown[row["engagement"]], _visit(row)) for row in visits]


_VISIT: Any = Visit


def _took_place(at: datetime, name: str, words: str) -> Moment:
    return Moment(at, moment_in_words(at), name, words, "")


def _met(row: dict[str, Any]) -> str:
    place = row["first_meeting_place"]
    return _("Tag des ersten Treffens: {place}", place=place) if place else _("Tag des ersten Treffens")


def _visit(row: dict[str, Any]) -> str:
    if row["state"] == VisitState.HELPER_CANNOT.value:
        return _("Tag eines Besuchs: niemand gefunden")
    if row["state"] == VisitState.PLANNED.value:
        return _("Tag eines Besuchs")
    stand_in = row["stand_in.person.name"]
    if stand_in:
        return _("Tag eines Besuchs, Vertretung: {name}", name=stand_in)
    return _("Tag eines Besuchs, mit Vertretung")


async def _hours(grown: dict[int, str]) -> list[Moment]:
    """At the end of their day: nobody knows the hour."""
    ours, columns = Hours.engagement.is_in([*grown, 0]), (Hours.engagement, Hours.day, Hours.minutes)
    rows = await Hours.select(*columns).where(ours).order_by(Hours.id)
    return [
        Moment(
            at_local(row["day"], time.max), show_day_short(row["day"]), grown[row["engagement"]],
            _("{hours} geholfen", hours=show_hours(row["minutes"])), "",
        )
        for row in rows
    ]  # fmt: skip
