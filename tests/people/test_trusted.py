"""Relatives act within what the person has agreed to, hear in copy what they may hear, and nothing after the end."""

from datetime import timedelta
from typing import Any

import pytest

from makers import NOW, OFFICE, a_city, a_published_event, a_sign_up, an_engagement, seats
from mittendrin.audit.rules import Channel
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.core.tokens import new_token
from mittendrin.farewells.actions import say_farewell
from mittendrin.jobs.forgetting import forget
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.people.actions import find_or_add
from mittendrin.people.copies import copy_to_relatives
from mittendrin.people.rules import Contact, Leaving
from mittendrin.people.tables import Person, TrustedPerson
from mittendrin.people.trusted import (
    PROOF_KEPT,
    Scope,
    Trust,
    acts_for,
    end_trust,
    forget_trusts,
    refuse_outside,
    refuse_unless_trusted,
    trust,
    trusted_by,
)
from mittendrin.registrations.rules import Wish

pytestmark = pytest.mark.usefixtures("database")
MOTHER = Contact("Demo-Mutter", phone="+491713920041")
DAUGHTER = Contact("Demo-Tochter Müller", email="tochter@example.org")
SOON = timedelta(minutes=1)


async def a_trust(*may: Scope, relative: Contact = DAUGHTER) -> tuple[int, int]:
    """Ids of the mother and of the trust."""
    mother = await find_or_add(MOTHER, NOW)
    await trust(mother, Trust(relative, "Tochter", may, Channel.PHONE), OFFICE, NOW)
    return mother, (await trusted_by(mother))[0].id


async def the_mother_signs_up() -> None:
    await a_city()
    await a_sign_up(await a_published_event(terms=seats(12)), Wish(MOTHER, 1, False, new_token()))
    # She did so a moment after her daughter was written down.
    await CallTask.update({CallTask.created_at: NOW + timedelta(seconds=1)}).where(CallTask.id > 0)


async def copies() -> list[dict[str, Any]]:
    return (
        await Mail.select(Mail.recipient, Mail.subject, Mail.body)
        .where(Mail.purpose == "copy")
        .order_by(Mail.id)
    )


async def test_what_was_agreed_to_is_written_down() -> None:
    mother, _trust = await a_trust(Scope.SIGN_UPS, Scope.COPIES)
    (one,) = await trusted_by(mother)
    assert (one.relative_name, one.relation, one.consent) == ("Demo-Tochter Müller", "Tochter", Channel.PHONE)
    assert (one.consented_on, one.recorded_by) == (NOW.date(), "Demo-Büro")
    assert one.may_words == "an- und abmelden, Nachrichten in Kopie bekommen"
    assert [other.person_name for other in await acts_for(one.relative_id)] == ["Demo-Mutter"]
    rows = await AuditEntry.select(AuditEntry.act, AuditEntry.subject, AuditEntry.detail)
    assert rows == [{"act": "person.trusted", "subject": f"person:{mother}", "detail": "Demo-Tochter Müller"}]


async def test_a_relative_speaks_within_the_scope_only() -> None:
    mother, _trust = await a_trust(Scope.SIGN_UPS)
    await refuse_outside(mother, "demo-tochter mueller", Scope.SIGN_UPS)
    with pytest.raises(Refused, match="darf das nicht für Demo-Mutter"):
        await refuse_outside(mother, "demo-tochter mueller", Scope.HELP)


SPELLINGS = ["Frau Muster", "Muster", "E. Muster", "Erika", "Frau Erika Muster", "Erika Maria Muster"]


@pytest.mark.parametrize("said", SPELLINGS)
async def test_no_spelling_gets_around_the_scope(said: str) -> None:
    mother, _trust = await a_trust(Scope.SIGN_UPS, relative=Contact("Erika Muster", phone="+491713920088"))
    await refuse_outside(mother, said, Scope.SIGN_UPS)
    for refuse in (refuse_outside, refuse_unless_trusted):
        with pytest.raises(Refused, match="Erika Muster darf das nicht für Demo-Mutter"):
            await refuse(mother, said, Scope.HELP)


async def test_of_two_who_may_be_meant_the_office_says_which_one() -> None:
    mother, _trust = await a_trust(Scope.SIGN_UPS, relative=Contact("Erika Muster", phone="+491713920088"))
    await a_trust(Scope.HELP, relative=Contact("Bernd Muster", phone="+491713920087"))
    for refuse in (refuse_outside, refuse_unless_trusted):
        with pytest.raises(Refused, match=r"Meinen Sie Bernd Muster oder Erika Muster\? Schreiben Sie"):
            await refuse(mother, "Frau Muster", Scope.HELP)
        with pytest.raises(Refused, match="Erika Muster darf das nicht"):
            await refuse(mother, "Erika Muster", Scope.HELP)
        await refuse(mother, "Herr Bernd Muster", Scope.HELP)
    await refuse_outside(mother, "B. Muster", Scope.HELP)
    with pytest.raises(Refused, match=r"Meinen Sie Bernd Muster\?"):
        await refuse_unless_trusted(mother, "B. Muster", Scope.HELP)


async def test_a_relative_whose_trust_has_ended_may_nothing() -> None:
    mother, number = await a_trust(Scope.SIGN_UPS)
    assert await end_trust(number, OFFICE, NOW) == mother
    with pytest.raises(Refused):
        await refuse_outside(mother, DAUGHTER.name, Scope.SIGN_UPS)
    assert [one.active for one in await trusted_by(mother)] == [False]
    await end_trust(number, OFFICE, NOW)
    assert await AuditEntry.count().where(AuditEntry.act == "person.trust_ended") == 1


async def test_whoever_is_not_written_down_is_not_kept_from_leaving_word() -> None:
    mother, _trust = await a_trust(Scope.COPIES)
    for speaker in ("", "Demo-Nachbar"):
        await refuse_outside(mother, speaker, Scope.SIGN_UPS)
    await refuse_outside(None, DAUGHTER.name, Scope.SIGN_UPS)


async def test_nobody_is_trusted_twice_or_by_themselves() -> None:
    mother, number = await a_trust(Scope.SIGN_UPS)
    assert await a_trust(Scope.SIGN_UPS) == (mother, number)
    assert (await TrustedPerson.count(), await AuditEntry.count()) == (1, 1)
    with pytest.raises(Refused, match="schon eingetragen"):
        await a_trust(Scope.HELP)
    with pytest.raises(Refused, match="dieselbe Person"):
        await a_trust(Scope.HELP, relative=MOTHER)
    with pytest.raises(NotFound):
        await trust(999, Trust(DAUGHTER, "", (Scope.HELP,), Channel.PHONE), OFFICE, NOW)
    assert len(await trusted_by(mother)) == 1


async def test_a_relative_who_may_act_reads_all_of_it_once() -> None:
    await a_trust(Scope.SIGN_UPS, Scope.COPIES)
    await the_mother_signs_up()
    assert [await copy_to_relatives(NOW + SOON) for _again in range(2)] == [1, 0]
    (copy,) = await copies()
    said = (
        await CallTask.select(CallTask.script, CallTask.headline)
        .where(CallTask.purpose == "confirmed")
        .first()
    )
    assert said
    assert (copy["recipient"], copy["subject"]) == (
        "tochter@example.org",
        f"Kopie für Sie: {said['headline']}",
    )
    greeting, _code = said["script"].split(" Ihr Zettel-Code")
    assert greeting in copy["body"]


async def test_a_relative_who_may_not_act_reads_the_headline_and_no_code() -> None:
    await a_trust(Scope.COPIES)
    await the_mother_signs_up()
    await copy_to_relatives(NOW + SOON)
    (copy,) = await copies()
    said = (
        await CallTask.select(CallTask.script, CallTask.headline)
        .where(CallTask.purpose == "confirmed")
        .first()
    )
    assert said and said["headline"] in copy["body"]
    assert said["script"] not in copy["body"]


async def test_a_relative_without_mail_is_called() -> None:
    await a_trust(Scope.COPIES, relative=Contact("Demo-Sohn", phone="+491713920042"))
    await the_mother_signs_up()
    await copy_to_relatives(NOW + SOON)
    calls = await CallTask.select(CallTask.reached_at).where(CallTask.purpose == "copy")
    assert calls == [{"reached_at": "+491713920042"}]


async def test_what_somebody_has_to_be_told_by_a_person_is_not_copied() -> None:
    await a_city()
    await an_engagement()
    helper = await Person.select(Person.id).where(Person.name == "Demo-Person Hilfe").first()
    gone = await Person.select(Person.id).where(Person.name == "Demo-Person Suche").first()
    assert helper and gone
    await trust(
        helper["id"], Trust(DAUGHTER, "Tochter", (Scope.HELP, Scope.COPIES), Channel.PHONE), OFFICE, NOW
    )
    later = NOW + SOON
    await say_farewell(gone["id"], Leaving.DIED, OFFICE, later)
    assert await CallTask.exists().where(CallTask.purpose == "farewell")
    await copy_to_relatives(later + SOON)
    assert not [copy for copy in await copies() if "verstorben" in copy["subject"] + copy["body"]]


@pytest.mark.parametrize("may", [Scope.SIGN_UPS, Scope.HELP])
async def test_without_copies_agreed_nothing_is_copied(may: Scope) -> None:
    await a_trust(may)
    await the_mother_signs_up()
    assert await copy_to_relatives(NOW + SOON) == 0


async def test_after_the_end_nothing_is_copied() -> None:
    _mother, number = await a_trust(Scope.COPIES)
    await the_mother_signs_up()
    await end_trust(number, OFFICE, NOW)
    assert await copy_to_relatives(NOW + SOON) == 0


async def test_whoever_shares_the_telephone_hears_it_once() -> None:
    await a_trust(Scope.COPIES, relative=Contact("Demo-Mann", phone=MOTHER.phone))
    await the_mother_signs_up()
    assert await copy_to_relatives(NOW + SOON) == 0


async def test_trust_ends_with_either_of_them() -> None:
    mother, _trust = await a_trust(Scope.SIGN_UPS)
    await say_farewell(await find_or_add(DAUGHTER, NOW), Leaving.DIED, OFFICE, NOW)
    assert [one.active for one in await trusted_by(mother)] == [False]


async def test_a_year_after_its_end_the_proof_goes() -> None:
    _mother, number = await a_trust(Scope.SIGN_UPS)
    await end_trust(number, OFFICE, NOW)
    assert await forget_trusts(NOW + PROOF_KEPT - timedelta(seconds=1)) == 0
    assert await forget_trusts(NOW + PROOF_KEPT) == 1


async def test_trust_goes_with_a_person_who_is_known_for_nothing_else() -> None:
    await a_trust(Scope.SIGN_UPS)
    later = NOW + timedelta(days=31)
    await forget(later)
    await forget(later)
    assert (await TrustedPerson.count(), await Person.count()) == (0, 0)
