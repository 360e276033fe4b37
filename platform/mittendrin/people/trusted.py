"""Relatives act for somebody: within a recorded scope, with the person's own consent, until it is taken back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Channel, Doer
from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.database.transactions import transaction
from mittendrin.outbox.one_person import stop_copies
from mittendrin.people.actions import find_or_add
from mittendrin.people.changing import hold
from mittendrin.people.rules import Contact, is_called, may_mean
from mittendrin.people.tables import TrustedPerson

PROOF_KEPT = timedelta(days=365)


class Scope(StrEnum):
    """What a relative may do."""

    SIGN_UPS = "sign_ups"
    HELP = "help"
    COPIES = "copies"


SCOPE_WORDS = {
    Scope.SIGN_UPS: "an- und abmelden",
    Scope.HELP: "Hilfe absprechen",
    Scope.COPIES: "Nachrichten in Kopie bekommen",
}


@dataclass(frozen=True, slots=True)
class Trust:
    """What the person has agreed to, and how they said so."""

    relative: Contact
    relation: str
    may: tuple[Scope, ...]
    consent: Channel


@dataclass(frozen=True, slots=True)
class TrustView:
    id: int
    person_id: int
    person_name: str
    relative_id: int
    relative_name: str
    relation: str
    may: frozenset[Scope]
    consent: Channel
    consented_on: date
    recorded_by: str
    ended_at: datetime | None
    ended_by: str

    @property
    def active(self) -> bool:
        return self.ended_at is None

    @property
    def may_words(self) -> str:
        return ", ".join(_(SCOPE_WORDS[scope]) for scope in Scope if scope in self.may)


async def trust(person_id: int, given: Trust, by: Doer, now: datetime) -> None:
    """The same twice is once. Raises NotFound, or Refused for the person themselves, and for somebody who is written down
    with anything else.
    """
    async with transaction():
        person = await hold(person_id)
        relative_id = await find_or_add(given.relative, now)
        if relative_id == person_id:
            raise Refused(_("Das ist dieselbe Person."), "name")
        theirs = [one for one in await trusted_by(person_id) if one.relative_id == relative_id and one.active]
        if any(_says(one, given) for one in theirs):
            return
        if theirs:
            raise Refused(_("{name} ist schon eingetragen.", name=given.relative.name), "name")
        row = TrustedPerson(
            person=person_id, relative=relative_id, relation=given.relation, may=",".join(given.may),
            consent=given.consent.value, consented_on=local_day(now), recorded_at=now, recorded_by=by.name,
            copied_until=now,
        )  # fmt: skip
        await TrustedPerson.insert(row)
        act = Act("person.trusted", f"person:{person_id}", title=person.name, detail=given.relative.name)
        await record(act, by, now)


def _says(one: TrustView, given: Trust) -> bool:
    said = (given.relation, frozenset(given.may), given.consent)
    return (one.relation, one.may, one.consent) == said


async def end_trust(trust_id: int, by: Doer, now: datetime) -> int:
    """Answers whose trust it was. Twice changes nothing. Raises NotFound."""
    found = await _views(TrustedPerson.id == trust_id)
    if not found:
        raise NotFound
    async with transaction():
        await _end(TrustedPerson.id == trust_id, by, now)
    return found[0].person_id


async def end_trusts_of(person_id: int, by: Doer, now: datetime) -> None:
    """Of somebody who is gone, on both sides. Inside the transaction of the act."""
    await _end((TrustedPerson.person == person_id) | (TrustedPerson.relative == person_id), by, now)


async def _end(condition: Any, by: Doer, now: datetime) -> None:
    ended: dict[Any, Any] = {TrustedPerson.ended_at: now, TrustedPerson.ended_by: by.name}
    rows = await (
        TrustedPerson.update(ended)
        .where(condition, TrustedPerson.ended_at.is_null())
        .returning(TrustedPerson.id)
    )
    ids = [row["id"] for row in rows]
    await stop_copies(ids, now)
    for one in await _views(TrustedPerson.id.is_in(ids or [0])):
        subject, detail = f"person:{one.person_id}", one.relative_name
        await record(Act("person.trust_ended", subject, title=one.person_name, detail=detail), by, now)


async def trusted_by(person_id: int) -> list[TrustView]:
    """Who acts for this person, or did; the newest first."""
    return await _views(TrustedPerson.person == person_id)


async def acts_for(relative_id: int) -> list[TrustView]:
    """Whom this person may act for now."""
    return await _views((TrustedPerson.relative == relative_id) & TrustedPerson.ended_at.is_null())


class NotTheirWord(Refused):
    """Says whom somebody trusts, and whom not: for the office, which has written it down."""


@contextmanager
def naming_nobody() -> Iterator[None]:
    """For organisations: whatever name they try, they hear the same, and so of nobody's relatives."""
    try:
        yield
    except NotTheirWord as refused:
        sentence = _("Ist das der ganze Name? Sonst brauchen wir die Antwort von der Person selbst.")
        raise Refused(sentence) from refused


async def refuse_outside(person_id: int | None, speaker: str, scope: Scope) -> None:
    """Whoever is written down as a relative speaks only within the scope, however the name is said. Raises Refused."""
    if person_id is None or not speaker:
        return
    meant = await _meant(person_id, speaker)
    may = {one.relative_id for one in meant if one.active and scope in one.may}
    outside = [one for one in meant if one.relative_id not in may]
    if may and outside:
        raise _who_is_it(meant)
    if outside:
        raise NotTheirWord(
            _(
                "{relative} darf das nicht für {person}. Sprechen Sie bitte mit {person} selbst.",
                relative=outside[0].relative_name,
                person=outside[0].person_name,
            )
        )


async def refuse_unless_trusted(person_id: int | None, speaker: str, scope: Scope) -> None:
    """For a yes that moves somebody's name and number: said by the person, or by whom they have trusted with it."""
    await refuse_outside(person_id, speaker, scope)
    if person_id is None or not speaker:
        return
    meant = await _meant(person_id, speaker)
    if any(is_called(one.relative_name, speaker) for one in meant):
        return
    if meant:
        raise _who_is_it(meant)
    raise NotTheirWord(
        _(
            "{speaker} ist nicht als Vertrauensperson eingetragen. Ein Ja brauchen wir von der Person selbst.",
            speaker=speaker,
        )
    )


async def _meant(person_id: int, speaker: str) -> list[TrustView]:
    """Whom this name may mean; who is called exactly so is not taken for somebody else."""
    known = [one for one in await trusted_by(person_id) if may_mean(one.relative_name, speaker)]
    exactly = [
        one
        for one in known
        if is_called(speaker, one.relative_name) and is_called(one.relative_name, speaker)
    ]
    return exactly or known


def _who_is_it(meant: list[TrustView]) -> NotTheirWord:
    names = dict.fromkeys(one.relative_name for one in meant)
    return NotTheirWord(
        _("Meinen Sie {names}? Schreiben Sie bitte den ganzen Namen auf.", names=f" {_('oder')} ".join(names))
    )


async def forget_trusts(now: datetime) -> int:
    """Called daily by the jobs: a year after its end nobody needs the proof any more."""
    old = TrustedPerson.ended_at.is_not_null() & (TrustedPerson.ended_at <= now - PROOF_KEPT)
    gone = await TrustedPerson.delete().where(old).returning(TrustedPerson.id)
    return len(gone)


async def _views(condition: Any) -> list[TrustView]:
    trust: Any = TrustedPerson
    rows = await (
        trust.select(
            trust.id, trust.person, trust.person.name, trust.relative, trust.relative.name, trust.relation,
            trust.may, trust.consent, trust.consented_on, trust.recorded_by, trust.ended_at, trust.ended_by,
        )
        .where(condition)
        .order_by(trust.id, ascending=False)
    )  # fmt: skip
    return [_view(row) for row in rows]


def _view(row: dict[str, Any]) -> TrustView:
    as_it_is = ("id", "relation", "consented_on", "recorded_by", "ended_at", "ended_by")
    return TrustView(
        **{key: row[key] for key in as_it_is},
        person_id=row["person"],
        person_name=row["person.name"],
        relative_id=row["relative"],
        relative_name=row["relative.name"],
        may=frozenset(Scope(word) for word in row["may"].split(",") if word),
        consent=Channel(row["consent"]),
    )
