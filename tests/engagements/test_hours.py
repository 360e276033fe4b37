from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from app_fixtures import StandingClock
from databases import Database
from engagement_makers import a_trial, some_hours
from makers import BERLIN, NOW, OFFICE, a_city, an_engagement, an_offer
from mittendrin.audit.rules import VISITOR
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.engagements.ending import Ending, finish
from mittendrin.engagements.engaging import begin_trial
from mittendrin.engagements.hours import (
    Certificate,
    Entry,
    certificate,
    count_hours,
    entries_of,
    forget_hours,
    stop_counting,
    take_hours_back,
    write_hours,
)
from mittendrin.engagements.pairs import Pair, pair
from mittendrin.engagements.tables import Hours
from mittendrin.engagements.telling import Voice
from mittendrin.jobs.forgetting import forget
from mittendrin.outbox.tables import Mail
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.states import OfferState
from mittendrin.volunteering.tables import Engagement, Offer
from people import a_clerk, sign_in
from visitor import Visitor

HELPER = Voice(VISITOR, Side.VOLUNTEER)
MONDAY, SUNDAY = date(2027, 1, 11), date(2027, 1, 10)


async def a_helper_who_counts() -> Pair:
    """Both have said yes on the first of December."""
    engagement = await a_trial()
    then = datetime(2026, 12, 1, 15, tzinfo=BERLIN)
    await Engagement.update({Engagement.created_at: then}).where(Engagement.id == engagement)
    found = await pair(engagement)
    await count_hours(found, HELPER, NOW)
    return found


async def test_nobody_counts_for_somebody_who_does_not_wish_it(database: Database) -> None:
    found = await pair(await a_trial())
    with pytest.raises(Refused, match="nur, wenn die helfende Person das möchte"):
        await write_hours(found, Entry(MONDAY, 60), HELPER, NOW)
    assert not await Hours.exists()


async def test_a_day_is_written_down_once_and_not_before_it_comes(database: Database) -> None:
    found = await a_helper_who_counts()
    await write_hours(found, Entry(MONDAY, 90), HELPER, NOW)
    with pytest.raises(Refused, match="steht schon etwas da"):
        await write_hours(found, Entry(MONDAY, 60), HELPER, NOW)
    with pytest.raises(Refused, match="kommt erst noch"):
        await write_hours(found, Entry(date(2027, 1, 12), 60), HELPER, NOW)
    assert await entries_of(found) == [Entry(MONDAY, 90)]


async def test_there_are_no_hours_before_both_have_said_yes(database: Database) -> None:
    found = await a_helper_who_counts()
    with pytest.raises(Refused, match="ab dem Tag, an dem Sie beide Ja gesagt haben"):
        await write_hours(found, Entry(date(2026, 11, 30), 60), HELPER, NOW)
    await write_hours(found, Entry(date(2026, 12, 1), 60), HELPER, NOW)


async def test_hours_before_the_day_on_which_the_office_notes_the_first_meeting_count(
    database: Database,
) -> None:
    found = await pair((await an_engagement())[0])
    await begin_trial(found.id, HELPER, NOW + timedelta(days=9))
    found = await pair(found.id)
    await count_hours(found, HELPER, NOW)
    await write_hours(found, Entry(MONDAY, 60), HELPER, NOW + timedelta(days=9))
    assert await entries_of(found) == [Entry(MONDAY, 60)]


async def test_after_the_end_the_days_before_it_are_written_down_for_thirty_days(database: Database) -> None:
    before = await a_helper_who_counts()
    await finish(before.id, Ending(), HELPER, NOW)
    found = await pair(before.id)
    with pytest.raises(Refused, match="schon zu Ende"):
        await write_hours(found, Entry(date(2027, 1, 12), 60), HELPER, NOW + timedelta(days=29))
    await write_hours(found, Entry(SUNDAY, 60), HELPER, NOW + timedelta(days=29))
    with pytest.raises(Refused, match="nur bis 30 Tage nach dem Ende"):
        await write_hours(found, Entry(MONDAY, 60), HELPER, NOW + timedelta(days=30))


async def test_the_office_writes_them_down_until_the_last_certificate_goes(visitor: Visitor) -> None:
    await a_city()
    before = await a_helper_who_counts()
    await finish(before.id, Ending(), HELPER, NOW - timedelta(days=31))
    await sign_in(visitor, await a_clerk())
    await visitor.get(f"/buero/hilfe/einsaetze/{before.id}")
    day = {"stunden-tag-tag": "5", "stunden-tag-monat": "12", "stunden-tag-jahr": "2026", "dauer": "90"}
    await visitor.submit("Stunden eintragen", **day)
    found = await pair(before.id)
    assert await entries_of(found) == [Entry(date(2026, 12, 5), 90)]
    assert (await certificate(found, 2026)).total == "1,5 Stunden"
    at_the_desk = Voice(replace(OFFICE, account_id=7), Side.VOLUNTEER)
    for year, may in ((2027, True), (2028, False)):
        late = datetime(year, 12, 31, 12, tzinfo=BERLIN)
        entry = Entry(date(2026, 12, 6), 60)
        if may:
            await write_hours(found, entry, at_the_desk, late)
        else:
            with pytest.raises(Refused, match="zu lange her"):
                await write_hours(found, entry, at_the_desk, late)
    nobody: dict[Any, Any] = {Offer.person: None}
    await Offer.update(nobody, force=True)
    with pytest.raises(Refused, match="schon gelöscht"):
        await write_hours(await pair(before.id), Entry(SUNDAY, 60), at_the_desk, NOW)


async def test_a_wrong_entry_is_deleted_and_written_anew(visitor: Visitor, clock: StandingClock) -> None:
    await a_city()
    found = await pair(await a_trial())
    await some_hours(found.id)
    await visitor.get(f"{found.path(Side.VOLUNTEER)}/stunden")
    await visitor.submit("Löschen Montag, 11. Januar 2027")
    await take_hours_back(found, MONDAY, HELPER, NOW)
    assert await entries_of(found) == []
    await write_hours(found, Entry(MONDAY, 60), HELPER, NOW)
    assert await entries_of(found) == [Entry(MONDAY, 60)]
    log = AuditEntry.select(AuditEntry.detail).where(AuditEntry.act == "hours.taken_back")
    assert await log == [{"detail": "1,5 Stunden"}]


async def test_after_the_end_the_page_leads_to_the_hours(visitor: Visitor, clock: StandingClock) -> None:
    await a_city()
    found = await pair(await a_trial())
    await some_hours(found.id)
    await finish(found.id, Ending(), Voice(OFFICE), NOW)
    await visitor.get(found.path(Side.VOLUNTEER))
    await visitor.click("Meine Stunden")
    await visitor.click("Bescheinigung 2027 drucken")
    mail = await Mail.select(Mail.body).where(Mail.purpose == "ended").first()
    assert mail and "Dort finden Sie auch Ihre Stunden." in mail["body"]


async def test_the_page_promises_what_is_done_with_hours(visitor: Visitor, clock: StandingClock) -> None:
    await a_city()
    found = await pair(await a_trial())
    await visitor.get(f"{found.path(Side.VOLUNTEER)}/stunden")
    assert (
        "Ein halbes Jahr, nachdem Sie mit dem Helfen aufgehört haben, löschen wir sie." in visitor.page.text
    )
    await some_hours(found.id)
    await finish(found.id, Ending(), Voice(OFFICE), NOW)
    clock.now = NOW + timedelta(days=200)
    await forget(clock.now)
    assert len(await entries_of(found)) == 1
    ended: dict[Any, Any] = {Offer.status: OfferState.ENDED.value, Offer.status_at: NOW}
    await Offer.update(ended, force=True)
    for days in range(3):
        await forget(clock.now + timedelta(days=days))
    assert await entries_of(found) == []


async def test_what_was_done_by_an_earlier_offer_counts_and_goes_too(database: Database) -> None:
    found = await a_helper_who_counts()
    await write_hours(found, Entry(MONDAY, 90), HELPER, NOW)
    code = await an_offer(contact=found.helper)
    newer = await Offer.select(Offer.id).where(Offer.code == code).first()
    assert newer
    now = replace(found, offer_id=newer["id"])
    assert (await certificate(now, 2027)).total == "1,5 Stunden"
    await stop_counting(now, HELPER, NOW)
    assert not await Hours.exists()
    assert not await Offer.exists().where(Offer.hours_since.is_not_null())


async def test_a_certificate_adds_up_one_year(database: Database) -> None:
    found = await a_helper_who_counts()
    for day, minutes in ((MONDAY, 90), (SUNDAY, 120), (date(2026, 12, 31), 60)):
        await write_hours(found, Entry(day, minutes), HELPER, NOW)
    assert await certificate(found, 2027) == Certificate(
        "Demo-Person Hilfe", 2027, 2, [("Einkauf und Erledigung", "3,5 Stunden")], "3,5 Stunden"
    )
    assert (await certificate(found, 2026)).total == "1 Stunde"
    with pytest.raises(NotFound):
        await certificate(found, 2025)


async def test_whoever_stops_has_everything_deleted(database: Database) -> None:
    found = await a_helper_who_counts()
    await write_hours(found, Entry(MONDAY, 90), HELPER, NOW)
    await stop_counting(found, HELPER, NOW)
    assert not await Hours.exists()
    with pytest.raises(Refused):
        await write_hours(found, Entry(SUNDAY, 90), HELPER, NOW)


async def test_hours_are_kept_for_this_year_and_the_last(database: Database) -> None:
    await some_hours(await a_trial())
    await forget_hours(datetime(2028, 12, 31, 12, tzinfo=BERLIN))
    assert await Hours.exists()
    await forget_hours(datetime(2029, 1, 1, 12, tzinfo=BERLIN))
    assert not await Hours.exists()


async def test_hours_go_with_the_person(database: Database) -> None:
    await some_hours(await a_trial())
    await Offer.update({Offer.person: None}, force=True)
    await forget_hours(NOW)
    assert not await Hours.exists()


async def test_the_helper_chooses_writes_and_prints_by_link(visitor: Visitor, clock: StandingClock) -> None:
    await a_city()
    found = await pair(await a_trial())
    await visitor.get(found.path(Side.VOLUNTEER))
    await visitor.click("Meine Stunden")
    await visitor.submit("Ja, ich möchte Stunden zählen")
    day = {"stunden-tag-tag": "11", "stunden-tag-monat": "1", "stunden-tag-jahr": "2027"}
    await visitor.submit("Eintragen", **day, dauer="90")
    await visitor.click("Bescheinigung 2027 drucken")
    assert visitor.page.heading == "Bescheinigung für Demo-Person Hilfe, 2027"
    assert "1,5 Stunden an einem Tag" in visitor.page.text
    log = AuditEntry.select(AuditEntry.act, AuditEntry.on_behalf_of).where(AuditEntry.act.like("hours.%"))
    assert await log.order_by(AuditEntry.id) == [
        {"act": act, "on_behalf_of": "Demo-Person Hilfe"} for act in ("hours.chosen", "hours.written")
    ]


async def test_only_the_helper_has_hours(visitor: Visitor) -> None:
    await a_city()
    found = await pair(await a_trial())
    await visitor.get(f"{found.path(Side.REQUESTER)}/stunden")
    assert visitor.page.status == 404


async def test_after_the_end_the_page_leads_to_hours_and_certificate(
    visitor: Visitor, clock: StandingClock
) -> None:
    found = await a_helper_who_counts()
    await write_hours(found, Entry(MONDAY, 90), HELPER, NOW)
    await finish(found.id, Ending(), HELPER, NOW)
    clock.now = NOW + timedelta(days=1)
    await visitor.get(found.path(Side.VOLUNTEER))
    await visitor.click("Meine Stunden")
    await visitor.click("Bescheinigung 2027 drucken")
    assert visitor.page.heading == "Bescheinigung für Demo-Person Hilfe, 2027"


async def test_no_certificate_for_somebody_whose_name_is_forgotten(database: Database) -> None:
    found = await a_helper_who_counts()
    await write_hours(found, Entry(MONDAY, 90), HELPER, NOW)
    await Offer.update({Offer.person: None}).where(Offer.id == found.offer_id)
    with pytest.raises(NotFound):
        await certificate(await pair(found.id), 2027)


async def test_the_page_says_how_long_hours_are_kept(visitor: Visitor) -> None:
    found = await pair(await a_trial())
    await visitor.get(f"{found.path(Side.VOLUNTEER)}/stunden")
    assert (
        "Ein halbes Jahr, nachdem Sie mit dem Helfen aufgehört haben, löschen wir sie." in visitor.page.text
    )
