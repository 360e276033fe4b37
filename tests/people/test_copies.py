"""A copy for a relative is as true as what it is a copy of, and stops with the trust that it comes by."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from makers import (
    NOW,
    OFFICE,
    a_city,
    a_help_request,
    a_pair,
    a_proposal,
    a_published_event,
    a_sign_up,
    an_engagement,
    occurrence_ids,
    seats,
)
from mittendrin.audit.rules import Channel
from mittendrin.core.tokens import new_token, show_slip_code
from mittendrin.engagements.engaging import Meeting, plan_first_meeting
from mittendrin.engagements.telling import Voice
from mittendrin.farewells.actions import say_farewell
from mittendrin.outbox.passing import let_pass
from mittendrin.outbox.rules import CallState, MailState
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.people.actions import find_or_add
from mittendrin.people.copies import copy_to_relatives
from mittendrin.people.rules import Contact, Leaving
from mittendrin.people.trusted import Scope, Trust, end_trust, trust, trusted_by
from mittendrin.registrations.rules import Wish
from mittendrin.registrations.tables import Registration
from mittendrin.volunteering.deciding import decide_request_and_tell
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.states import RequestState
from mittendrin.volunteering.tables import HelpRequest
from riding import a_ride

pytestmark = pytest.mark.usefixtures("database")
MOTHER = Contact("Demo-Mutter", phone="+491713920041")
SON = Contact("Demo-Sohn", phone="+491713920042")
A_MOMENT, SOON = timedelta(seconds=1), timedelta(minutes=1)
ALL = (Scope.SIGN_UPS, Scope.HELP, Scope.COPIES)


async def a_trust(
    person: Contact = MOTHER, relative: Contact = SON, may: tuple[Scope, ...] = ALL
) -> tuple[int, int]:
    """Ids of the person and of the trust."""
    number = await find_or_add(person, NOW)
    await trust(number, Trust(relative, "Kind", may, Channel.PHONE), OFFICE, NOW)
    return number, (await trusted_by(number))[0].id


async def the_mother_signs_up() -> None:
    await a_city()
    await a_sign_up(await a_published_event(terms=seats(12)), Wish(MOTHER, 1, False, new_token()))
    await a_moment_later()


async def a_moment_later(now: datetime = NOW) -> None:
    """What is put in at the moment of the trust itself is not copied."""
    for table in (CallTask, Mail):
        values: dict[Any, Any] = {table.created_at: now + A_MOMENT}
        await table.update(values).where(table.created_at == now)


async def open_copies() -> list[str]:
    rows = await CallTask.select(CallTask.headline).where(
        CallTask.purpose == "copy", CallTask.state == CallState.OPEN.value
    )
    return [row["headline"] for row in rows]


async def test_a_copy_has_the_day_of_what_went_by_mail() -> None:
    """It was news until the date, and leaves the list with it."""
    by_mail = Contact("Demo-Mutter", email="mutter@example.org")
    await a_trust(person=by_mail)
    await a_city()
    await a_sign_up(await a_published_event(terms=seats(12)), Wish(by_mail, 1, False, new_token()))
    await a_moment_later()
    await copy_to_relatives(NOW + SOON)
    (mail,) = await Mail.select(Mail.matters_until)
    assert mail["matters_until"] is not None
    assert await CallTask.select(CallTask.matters_until) == [mail]
    await let_pass(mail["matters_until"] + timedelta(days=1))
    assert await open_copies() == []


@pytest.mark.parametrize("told", [MOTHER, Contact("Demo-Mutter", email="mutter@example.org")])
@pytest.mark.parametrize("relative", [SON, Contact("Demo-Sohn", email="sohn@example.org")])
async def test_no_copy_has_the_link_or_the_code_of_the_person(told: Contact, relative: Contact) -> None:
    """With them a relative would speak as the person, for good. So they ring up, and the log says who it was."""
    await a_trust(told, relative)
    await a_city()
    await a_sign_up(await a_published_event(terms=seats(12)), Wish(told, 1, False, new_token()))
    await a_moment_later()
    await copy_to_relatives(NOW + SOON)
    (row,) = await Registration.select(Registration.code)
    code = show_slip_code(row["code"])
    assert code in await said_about("registration:1")
    copied = await said_about("registration:1", "copy")
    assert (code in copied, "http" in copied, "(nur für Demo-Mutter)" in copied) == (False, False, True)


async def test_a_copied_question_says_who_may_answer_and_where() -> None:
    """She may arrange help for her mother: the office asks who speaks, and looks at what she may."""
    await a_city()
    offer, request = await a_pair()
    await a_trust(Contact("Demo-Person Hilfe", "+491713920031", "hilfe@example.org"))
    proposal = await a_proposal(offer, request)
    await a_moment_later()
    await copy_to_relatives(NOW + SOON)
    view = await by_id(proposal, Side.VOLUNTEER)
    told = await said_about(f"proposal:{proposal}", "ask_volunteer")
    assert view.path in told and show_slip_code(view.code) in told
    copied = await said_about(f"proposal:{proposal}", "copy")
    assert view.code not in copied.replace(" ", "") and "/vorschlag" not in copied
    assert "Möchten Sie für Demo-Person Hilfe antworten?" in copied


async def said_about(subject: str, purpose: str | None = None) -> str:
    mails = await (
        Mail.select(Mail.purpose, Mail.subject, Mail.body).where(Mail.about == subject).order_by(Mail.id)
    )
    tasks = await (
        CallTask.select(CallTask.purpose, CallTask.headline, CallTask.script)
        .where(CallTask.about == subject)
        .order_by(CallTask.id)
    )
    rows = [list(row.values()) for row in (*mails, *tasks)]
    return "\n".join(f"{head}\n{text}" for what, head, text in rows if purpose in (None, what))


async def test_a_copy_of_what_has_no_day_is_news_for_two_weeks() -> None:
    await a_trust()
    await the_mother_asks_for_help()
    await copy_to_relatives(NOW + SOON)
    assert await open_copies() != []
    await let_pass(NOW + SOON + timedelta(days=14))
    assert await open_copies() != []
    await let_pass(NOW + SOON + timedelta(days=15))
    assert await open_copies() == []


async def the_mother_asks_for_help() -> None:
    """She is told what became of her request: that has no day."""
    await a_help_request(contact=MOTHER)
    request = await HelpRequest.select(HelpRequest.id).first()
    assert request
    await decide_request_and_tell(request["id"], RequestState.OPEN, "", OFFICE, NOW)
    await a_moment_later()


async def test_after_a_death_no_relative_is_called_with_what_the_person_was_told() -> None:
    mother, _trust = await a_trust()
    await the_mother_signs_up()
    await copy_to_relatives(NOW + SOON)
    assert len(await open_copies()) == 1
    await say_farewell(mother, Leaving.DIED, OFFICE, NOW + SOON)
    assert await open_copies() == []


async def test_with_the_trust_its_copies_end_and_those_by_another_trust_stay() -> None:
    _mother, number = await a_trust()
    await a_trust(relative=Contact("Demo-Tochter", phone="+491713920043"))
    await the_mother_signs_up()
    await copy_to_relatives(NOW + SOON)
    await end_trust(number, OFFICE, NOW + SOON)
    assert [row["reached_at"] for row in await _open()] == ["+491713920043"]


async def _open() -> list[dict[str, Any]]:
    return await CallTask.select(CallTask.reached_at).where(
        CallTask.purpose == "copy", CallTask.state == CallState.OPEN.value
    )


async def test_with_the_trust_a_copy_ends_that_is_not_sent_yet() -> None:
    _mother, number = await a_trust(relative=Contact("Demo-Tochter", email="tochter@example.org"))
    await the_mother_signs_up()
    await copy_to_relatives(NOW + SOON)
    await end_trust(number, OFFICE, NOW + SOON)
    mails = await Mail.select(Mail.state).where(Mail.purpose == "copy")
    assert [row["state"] for row in mails] == [MailState.WITHDRAWN.value]


async def test_the_copy_of_a_meeting_falls_when_another_day_is_planned() -> None:
    await a_city()
    engagement, _proposal = await an_engagement()
    await a_trust(Contact("Demo-Person Suche", phone="+491713920032"))
    days = [Meeting(NOW + timedelta(days=day), "Stadtteilbüro Ost") for day in (3, 5)]
    for meeting, at in zip(days, (NOW + A_MOMENT, NOW + timedelta(minutes=2)), strict=True):
        await plan_first_meeting(engagement, meeting, Voice(OFFICE), at)
        await copy_to_relatives(at + SOON)
    assert len(await open_copies()) == 1


@pytest.mark.parametrize(
    ("may", "headlines"),
    [
        ((Scope.COPIES,), ["Kopie für Sie: Nachricht zu einer Hilfe"] * 2),
        (
            ALL,
            [
                "Kopie für Sie: Demo-Person Hilfe hilft Ihnen: So erreichen Sie einander",
                "Kopie für Sie: Ihr erstes Treffen: Dienstag, 12. Januar",
            ],
        ),
    ],
    ids=["copies alone", "may act"],
)
async def test_whom_the_two_know_is_named_only_to_who_may_act(
    may: tuple[Scope, ...], headlines: list[str]
) -> None:
    await a_city()
    await a_trust(Contact("Demo-Person Suche", phone="+491713920032"), may=may)
    engagement, _proposal = await an_engagement()
    await plan_first_meeting(
        engagement, Meeting(NOW + timedelta(days=1), "Stadtteilbüro Ost"), Voice(OFFICE), NOW
    )
    await a_moment_later()
    await copy_to_relatives(NOW + SOON)
    heard = await CallTask.select(CallTask.headline, CallTask.script).where(
        CallTask.purpose == "copy", CallTask.copy_of.is_in(["both_yes_requester", "first_meeting"])
    ).order_by(CallTask.id)  # fmt: skip
    assert [row["headline"] for row in heard] == headlines
    named = ["Demo-Person Hilfe" in row["headline"] + row["script"] for row in heard]
    assert named == [Scope.HELP in may] * 2


async def test_a_relative_hears_of_a_ride_too() -> None:
    await a_city()
    event = await a_published_event(terms=seats(12))
    await a_trust(Contact("Demo-Person Fahrerin", phone="+491713920001"))
    await a_ride(event, (await occurrence_ids(event))[0])
    await a_moment_later()
    await copy_to_relatives(NOW + SOON)
    asked = await CallTask.select(CallTask.about).where(CallTask.copy_of == "ride_asked")
    assert [row["about"] for row in asked] == ["ride:1"]
