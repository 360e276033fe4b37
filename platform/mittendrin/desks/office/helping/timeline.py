"""A request's whole story in one line of time: its own acts, those of its proposals and of what grew from them."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from mittendrin.audit.queries import AuditLine, history
from mittendrin.audit.rules import VISITOR, Channel
from mittendrin.core.language import _
from mittendrin.desks.office.looking import LOOK
from mittendrin.engagements.rules import VisitState
from mittendrin.engagements.tables import Visit
from mittendrin.engagements.telling import about as about_engagement
from mittendrin.incidents.stopped import incidents_that_stopped
from mittendrin.volunteering.story import ProposalLine, RequestStory
from mittendrin.volunteering.tables import Engagement
from mittendrin.volunteering.telling import about as about_proposal

HOW = {Channel.PHONE: "am Telefon", Channel.COUNTER: "am Tresen", Channel.LETTER: "per Brief"}
_OF_INCIDENTS = ("incident.reported", "incident.decided")


@dataclass(frozen=True, slots=True)
class Moment:
    """`helper` is whose proposal or engagement it belongs to, empty for the request itself."""

    at: datetime
    helper: str
    words: str
    who: str
    reason: str = ""


async def timeline_of(story: RequestStory, now: datetime) -> list[Moment]:
    """Newest first."""
    helpers = {f"help_request:{story.id}": ""}
    helpers |= {about_proposal(one.id): one.helper for one in story.proposals}
    grown = {one.engagement.id: one.helper for one in story.proposals if one.engagement}
    helpers |= {about_engagement(number): name for number, name in grown.items()}
    stopped = await incidents_that_stopped(list(grown))
    incidents = {f"incident:{one}": grown[engagement] for one, engagement in stopped.items()}
    lines = await history(*helpers, *incidents)
    said = [_moment(line, helpers[line.subject]) for line in lines if _tells(line, helpers)]
    said += [_moment(_veiled(line), incidents[line.subject]) for line in lines if line.act in _OF_INCIDENTS]
    return sorted([*said, *await _meetings(story.proposals, now)], key=lambda one: one.at, reverse=True)


def _tells(line: AuditLine, helpers: dict[str, str]) -> bool:
    """Who has looked stands on the page of the person."""
    return line.subject in helpers and line.act != LOOK


def _veiled(line: AuditLine) -> AuditLine:
    """That there was one, when, and who wrote it down; who said what of whom is for the lead alone."""
    return replace(line, on_behalf_of="", speaker="", remark="", reason="", detail="")


def _moment(line: AuditLine, helper: str) -> Moment:
    return Moment(line.at, helper, line.words, who_in_words(line), line.reason)


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


async def _meetings(proposals: list[ProposalLine], now: datetime) -> list[Moment]:
    """What took place: nobody does anything then, so no act says it."""
    helpers = {one.engagement.id: one.helper for one in proposals if one.engagement}
    if not helpers:
        return []
    eng, vis = Engagement, _VISIT
    first = await eng.select(eng.id, eng.first_meeting_at, eng.first_meeting_place).where(
        eng.id.is_in(list(helpers)), eng.first_meeting_at <= now
    )
    visits = await vis.select(vis.engagement, vis.starts_at, vis.state, vis.stand_in.person.name).where(
        vis.engagement.is_in(list(helpers)), vis.starts_at <= now, vis.state != VisitState.CALLED_OFF.value
    )
    met = [_met(row, helpers[row["id"]]) for row in first]
    return met + [_visit(row, helpers[row["engagement"]]) for row in visits]


_VISIT: Any = Visit


def _met(row: dict[str, Any], helper: str) -> Moment:
    place = row["first_meeting_place"]
    words = _("Tag des ersten Treffens: {place}", place=place) if place else _("Tag des ersten Treffens")
    return Moment(row["first_meeting_at"], helper, words, "")


def _visit(row: dict[str, Any], helper: str) -> Moment:
    if row["state"] == VisitState.HELPER_CANNOT.value:
        return Moment(row["starts_at"], helper, _("Tag eines Besuchs: niemand gefunden"), "")
    if row["state"] == VisitState.PLANNED.value:
        return Moment(row["starts_at"], helper, _("Tag eines Besuchs"), "")
    stand_in = row["stand_in.person.name"]
    words = (
        _("Tag eines Besuchs, Vertretung: {name}", name=stand_in)
        if stand_in
        else _("Tag eines Besuchs, mit Vertretung")
    )
    return Moment(row["starts_at"], helper, words, "")
