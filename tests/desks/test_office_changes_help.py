""" "Angaben ändern": a clerk writes down what is new of an offer or a request. Today is Monday, 11 January 2027."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import people
from databases import Database
from makers import NOW, OFFICE, a_city, a_club, a_district, a_pair, a_proposal
from mittendrin.audit.rules import Channel
from mittendrin.audit.tables import AuditEntry
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.people.rules import Contact
from mittendrin.people.trusted import Scope, Trust, trust
from mittendrin.volunteering.asking import read_offer_content, read_request_content
from mittendrin.volunteering.contents import offer_content, request_content
from mittendrin.volunteering.grid import WHOLE_DAY, WHOLE_WEEK, slots_on
from mittendrin.volunteering.prefilling import offer_as_form, request_as_form
from mittendrin.volunteering.queries import town
from mittendrin.volunteering.showing import release
from mittendrin.volunteering.states import OfferState
from mittendrin.volunteering.tables import HelpRequest, Offer, OfferCategory
from people import sign_in
from visitor import Visitor

TODAY = date(2027, 1, 11)
SAVE = "Speichern"


async def the_pair(visitor: Visitor) -> tuple[str, str]:
    """Addresses of an offer and a request that fit each other."""
    await a_city()
    offer, request = await a_pair()
    await Mail.delete(force=True)
    await CallTask.delete(force=True)
    await sign_in(visitor, await people.a_clerk())
    return f"/buero/hilfe/angebote/{offer}", f"/buero/hilfe/gesuche/{request}"


async def the_log(act: str) -> list[dict[str, Any]]:
    columns = (AuditEntry.detail, AuditEntry.on_behalf_of, AuditEntry.channel)
    return await AuditEntry.select(*columns).where(AuditEntry.act == act).order_by(AuditEntry.id)


async def test_somebody_calls_with_another_time(visitor: Visitor, database: Database) -> None:
    """They have said it themselves, so nothing goes out; the log names the answers and not the words."""
    offer, request = await the_pair(visitor)
    await visitor.get(offer)
    await visitor.click("Angaben ändern")
    assert visitor.page.heading == "Angebot von Demo-Person Hilfe ändern"
    await visitor.submit(
        SAVE, zeit=["4-3"], was=["einkauf", "technik"], **{"notiz-buero": "Am liebsten zu zweit"}
    )
    assert (visitor.page.path, "Freitag abends" in visitor.page.text) == (offer, True)
    assert "Angaben geändert: Art der Hilfe, Zeiten und Notiz für das Büro" in visitor.page.text
    assert await the_log("offer.changed") == [
        {
            "detail": "Art der Hilfe, Zeiten und Notiz für das Büro",
            "on_behalf_of": "Demo-Person Hilfe",
            "channel": "phone",
        }
    ]
    assert (await OfferCategory.count(), await Mail.count(), await CallTask.count()) == (2, 0, 0)
    await visitor.get(request)
    assert "passt, ist aber nur freitags abends frei" in visitor.page.text


async def test_whoever_did_not_speak_reads_what_is_new(visitor: Visitor) -> None:
    offer, request = await the_pair(visitor)
    await visitor.get(f"{offer}/aendern")
    await visitor.submit(SAVE, weite="20", anrufer="Demo-Tochter")
    (mail,) = await Mail.select(Mail.recipient, Mail.subject, Mail.body)
    assert (mail["recipient"], mail["subject"]) == ("hilfe@example.org", "Ihr Angebot ist geändert")
    assert "Ihr Angebot ist geändert. Neu ist: wie weit." in mail["body"]
    await visitor.get(f"{request}/aendern")
    await visitor.submit(SAVE, kanal="letter", bald="ja")
    (call,) = await CallTask.select(CallTask.purpose, CallTask.script)
    assert call["purpose"] == "content_changed"
    assert call["script"].startswith("Ihr Gesuch ist geändert. Neu ist: wie dringend.")


async def test_a_relative_speaks_only_within_the_scope(visitor: Visitor) -> None:
    offer, _request = await the_pair(visitor)
    row = await Offer.select(Offer.person).first()
    assert row
    daughter = Contact("Demo-Tochter", phone="+491713920077")
    await trust(row["person"], Trust(daughter, "Tochter", (Scope.SIGN_UPS,), Channel.PHONE), OFFICE, NOW)
    await visitor.get(f"{offer}/aendern")
    await visitor.submit(SAVE, stunden="5", anrufer="Demo-Tochter")
    assert visitor.page.status == 422
    assert "Demo-Tochter darf das nicht für Demo-Person Hilfe." in visitor.page.text
    assert visitor.page.form(SAVE).value("stunden") == "5"
    assert (await Offer.select(Offer.hours_per_week), await the_log("offer.changed")) == (
        [{"hours_per_week": 2}],
        [],
    )


async def test_without_anything_new_nothing_is_written(visitor: Visitor) -> None:
    offer, request = await the_pair(visitor)
    for path in (offer, request):
        await visitor.get(f"{path}/aendern")
        await visitor.submit(SAVE, anrufer="Demo-Tochter")
        assert visitor.page.path == path
    assert await the_log("offer.changed") == await the_log("help_request.changed") == []
    assert (await Mail.count(), await CallTask.count()) == (0, 0)


async def test_the_second_of_two_clerks_undoes_nothing_of_the_first(visitor: Visitor) -> None:
    """What the first has written stands in the form of the second, beside what that one has typed."""
    offer, _request = await the_pair(visitor)
    await visitor.get(f"{offer}/aendern")
    seen_by_both = visitor.page
    await visitor.submit(SAVE, stunden="5", interessen="Wald", was=["technik"])
    visitor.page = seen_by_both
    await visitor.submit(SAVE, weite="20", interessen="Musik", bemerkung="Mit Hund", kanal="letter")
    assert (visitor.page.status, visitor.page.errors) == (
        422,
        [
            "Inzwischen hat jemand geändert: Art der Hilfe, Stunden in der Woche und was Freude macht. "
            "Ihre eigenen Worte stehen weiter bei: was Freude macht. Gespeichert ist dort: „Wald“. "
            "Prüfen Sie bitte alles und speichern Sie dann noch einmal."
        ],
    )
    typed = visitor.page.form(SAVE)
    assert [typed.value(name) for name in ("stunden", "weite", "interessen", "bemerkung", "kanal")] == [
        "5", "20", "Musik", "Mit Hund", "letter",
    ]  # fmt: skip
    assert (await Offer.select(Offer.reach_km, Offer.interests)) == [{"reach_km": 5, "interests": "Wald"}]
    await visitor.submit(SAVE)
    columns = (Offer.reach_km, Offer.interests, Offer.hours_per_week)
    assert await Offer.select(*columns) == [{"reach_km": 20, "interests": "Musik", "hours_per_week": 5}]
    assert [one["detail"] for one in await the_log("offer.changed")][-1] == "wie weit und was Freude macht"


async def test_two_clerks_who_write_the_same_do_not_contradict_each_other(visitor: Visitor) -> None:
    offer, _request = await the_pair(visitor)
    await visitor.get(f"{offer}/aendern")
    seen_by_both = visitor.page
    await visitor.submit(SAVE, stunden="5")
    visitor.page = seen_by_both
    await visitor.submit(SAVE, stunden="5", weite="20")
    assert visitor.page.path == offer
    columns = (Offer.hours_per_week, Offer.reach_km)
    assert await Offer.select(*columns) == [{"hours_per_week": 5, "reach_km": 20}]


async def test_the_second_clerk_at_a_request_reads_what_is_new_too(visitor: Visitor) -> None:
    _offer, request = await the_pair(visitor)
    await visitor.get(f"{request}/aendern")
    seen_by_both = visitor.page
    await visitor.submit(SAVE, bald="ja")
    visitor.page = seen_by_both
    await visitor.submit(SAVE, stunden="3")
    assert "Inzwischen hat jemand geändert: wie dringend. Prüfen Sie" in visitor.page.errors[0]
    await visitor.submit(SAVE)
    columns = (HelpRequest.soon, HelpRequest.hours_per_week)
    assert await HelpRequest.select(*columns) == [{"soon": True, "hours_per_week": 3}]


async def test_a_form_without_marks_changes_nothing_unseen(visitor: Visitor) -> None:
    offer, _request = await the_pair(visitor)
    await visitor.get(f"{offer}/aendern")
    old = visitor.page.form(SAVE).filled({"stunden": "5"})
    await visitor.post(f"{offer}/aendern", {**dict(old), "stand": ""})
    assert (visitor.page.status, await the_log("offer.changed")) == (422, [])


async def test_single_days_are_taken_out_again(visitor: Visitor) -> None:
    offer, _request = await the_pair(visitor)
    await Offer.update({Offer.on_days: "2027-01-14", Offer.day_parts: 9}, force=True)
    await visitor.get(f"{offer}/aendern")
    await visitor.submit(SAVE, termine="", tageszeit=[])
    assert [one["detail"] for one in await the_log("offer.changed")] == ["einzelne Tage"]
    assert await Offer.select(Offer.on_days) == [{"on_days": ""}]


async def test_an_open_proposal_that_no_longer_fits_is_a_hint(visitor: Visitor) -> None:
    """Nothing is taken back by itself."""
    offer, request = await the_pair(visitor)
    number = await a_proposal(int(offer.rpartition("/")[2]), int(request.rpartition("/")[2]))
    await visitor.get(request)
    assert "Passt nicht mehr ganz" not in visitor.page.text
    await visitor.get(f"{request}/aendern")
    await visitor.submit(SAVE, zeit=["5-0"], sprachen=["ru"], **{"sprache-noetig": "ja"})
    hint = "Passt nicht mehr ganz: keine gemeinsame Zeit und keine gemeinsame Sprache."
    assert hint in visitor.page.text
    await visitor.get(offer)
    assert hint in visitor.page.text
    assert number


async def test_what_may_not_be_shown_any_more_is_gone_at_once(visitor: Visitor) -> None:
    _offer, request = await the_pair(visitor)
    number = int(request.rpartition("/")[2])
    await HelpRequest.update({HelpRequest.may_be_public: True}).where(HelpRequest.id == number)
    await release(number, "Jemand zum Einkaufen", OFFICE, NOW)
    await visitor.get(f"{request}/aendern")
    await visitor.submit(SAVE, bald="ja")
    assert (await HelpRequest.select(HelpRequest.public_since))[0]["public_since"] is not None
    await visitor.get(f"{request}/aendern")
    await visitor.submit(SAVE, oeffentlich=[])
    assert await HelpRequest.select(HelpRequest.public_since) == [{"public_since": None}]


async def test_what_is_over_or_belongs_to_an_organisation_is_not_changed_here(visitor: Visitor) -> None:
    offer, request = await the_pair(visitor)
    await visitor.get(f"{offer}/aendern")
    await Offer.update({Offer.status: OfferState.ENDED.value}).where(Offer.id.is_not_null())
    await visitor.submit(SAVE, stunden="5")
    assert (visitor.page.status, "Das ist schon beendet." in visitor.page.text) == (422, True)
    await visitor.get(offer)
    assert "Angaben ändern" not in visitor.page.text
    await HelpRequest.update({HelpRequest.organisation: await a_club()}).where(HelpRequest.id.is_not_null())
    assert (await visitor.client.get(f"{request}/aendern")).status_code == 404
    assert (await visitor.client.get("/buero/hilfe/vorschlaege/1/aendern")).status_code == 404


async def test_a_form_read_again_says_the_same(database: Database) -> None:
    """Also with single days, of which those that are over are gone."""
    await a_city()
    await a_district("Betzenberg")
    offer, request = await a_pair()
    days = "2027-01-04,2027-01-14,2027-06-03"
    await Offer.update({Offer.on_days: days, Offer.day_parts: 9}).where(Offer.id == offer)
    wanted = {
        HelpRequest.on_days: days,
        HelpRequest.times: 1 << 12 | 1 << 15,
        HelpRequest.needs: "stairs,car",
    }
    await HelpRequest.update(wanted).where(HelpRequest.id == request)
    there = await town(TODAY)
    for content, form, read in (
        (one := await offer_content(offer), offer_as_form(one, there), read_offer_content),
        (two := await request_content(request), request_as_form(two, there), read_request_content),
    ):
        again = read(form, there)
        assert form.errors == {}
        assert again.on_days == (date(2027, 1, 14), date(2027, 6, 3))
        for field in ("times", "languages", "frequency", "district_id", "hours_per_week", "interests"):
            assert getattr(again, field) == getattr(content, field)
    assert read_offer_content(offer_as_form(one, there), there).day_parts == 9
    assert read_request_content(request_as_form(two, there), there).needs == ("stairs", "car")


def some_days(dice: Random) -> tuple[date, ...]:
    return tuple(sorted({TODAY + timedelta(days=dice.randint(0, 300)) for _ in range(dice.randint(0, 4))}))


async def test_whatever_a_request_says_its_form_says_the_same(database: Database) -> None:
    """A request that came in by the form, with weeks, single days and both."""
    await a_city()
    _offer, request = await a_pair()
    there, usual, dice = await town(TODAY), await request_content(request), Random(7)
    for _case in range(300):
        days = some_days(dice)
        times = dice.choice([WHOLE_WEEK, dice.getrandbits(28) & dice.getrandbits(28) or 1])
        for day in days:
            times |= slots_on(day, dice.randint(1, WHOLE_DAY))
        content = replace(usual, times=times, on_days=days)
        form = request_as_form(content, there)
        assert (read_request_content(form, there), form.errors) == (content, {})


async def test_whatever_an_offer_says_its_form_says_the_same(database: Database) -> None:
    await a_city()
    offer, _request = await a_pair()
    there, usual, dice = await town(TODAY), await offer_content(offer), Random(7)
    for _case in range(300):
        days = some_days(dice)
        times = dice.randint(0 if days else 1, WHOLE_WEEK - 1)
        content = replace(
            usual, times=times, on_days=days, day_parts=dice.randint(1, WHOLE_DAY) if days else 0
        )
        form = offer_as_form(content, there)
        assert (read_offer_content(form, there), form.errors) == (content, {})


async def test_a_day_that_is_over_stays_unless_another_is_written(visitor: Visitor) -> None:
    offer, request = await the_pair(visitor)
    await HelpRequest.update({HelpRequest.on_days: "2027-01-04"}, force=True)
    await Offer.update({Offer.on_days: "2027-01-04", Offer.day_parts: 9}, force=True)
    for path in (offer, request):
        await visitor.get(f"{path}/aendern")
        await visitor.submit(SAVE)
        assert visitor.page.path == path
    assert await HelpRequest.select(HelpRequest.on_days) == [{"on_days": "2027-01-04"}]
    assert await Offer.select(Offer.on_days, Offer.day_parts) == [{"on_days": "2027-01-04", "day_parts": 9}]
    await visitor.get(f"{request}/aendern")
    await visitor.submit(SAVE, termine="14.1.", tageszeit=["morning"])
    assert await HelpRequest.select(HelpRequest.on_days) == [{"on_days": "2027-01-14"}]
