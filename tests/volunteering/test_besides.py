"""From where and with whom somebody helps, what does not go, and when they are away: what that does to matching."""

from dataclasses import replace as copy
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from msgspec.structs import replace

from databases import Database
from makers import a_pair
from mittendrin.core.refusal import Refused
from mittendrin.volunteering.asking import read_offer_content, read_request_content, read_start
from mittendrin.volunteering.asking_besides import read_abilities, read_pause, read_reach, read_until
from mittendrin.volunteering.candidates import fitting_offers, fitting_requests, offer_facts, request_facts
from mittendrin.volunteering.contents import offer_content, request_content
from mittendrin.volunteering.limits import refuse_to_ask
from mittendrin.volunteering.matching import Block, blocks, match, suggestions
from mittendrin.volunteering.near_misses import near_misses
from mittendrin.volunteering.prefilling import offer_as_form, request_as_form
from mittendrin.volunteering.queries import town
from mittendrin.volunteering.reasons import hindrance, reasons
from mittendrin.volunteering.rules import PLACES, ByPhone, Company
from mittendrin.volunteering.tables import HelpRequest, Offer
from mittendrin.web.forms import Form
from volunteering.a_fitting_pair import OFFER, REQUEST
from volunteering.made_up import TODAY

FAR = {"district": 2, "place": (49.3, 7.9)}
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)

BLOCKED: dict[str, tuple[dict[str, Any], dict[str, Any], Block, str]] = {
    "asked by telephone": ({}, {"by_phone": True}, Block.PLACE, "passt, hilft aber nicht am Telefon"),
    "only by telephone": ({"by_phone": "only"}, {}, Block.PLACE, "passt, hilft aber nur am Telefon"),
    "only in a team": ({"company": "team"}, {}, Block.COMPANY, "passt, möchte aber: Nur im Team mit anderen"),
    "only one to one": (
        {"company": "pair"}, {"team": True}, Block.COMPANY, "passt, möchte aber: Nur mit einem Menschen allein",
    ),
    "no pets": (
        {"unwanted": frozenset({"pets", "smoke"})}, {"brings": frozenset({"pets"})}, Block.UNWANTED,
        "passt, hat aber gesagt: Keine Tiere",
    ),
    "away": ({"gone": ((YESTERDAY, TODAY),)}, {}, Block.PAUSE, "passt, hat aber Pause bis Dienstag, 12. Januar 2027"),
    "away from tomorrow to the end": (
        {"gone": ((TOMORROW, TODAY + timedelta(days=40)),)}, {"until": TODAY + timedelta(days=30)}, Block.PAUSE,
        "passt, hat aber Pause, bis der letzte Tag vorbei ist",
    ),
    "a paper that ends before": (
        {"seen": frozenset({("Führungszeugnis", TOMORROW)})},
        {"papers": frozenset({"Führungszeugnis"}), "until": TODAY + timedelta(days=30)}, Block.PREREQUISITE,
        "passt, aber gilt nicht lange genug: Führungszeugnis",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("said", "wished", "block", "words"), BLOCKED.values(), ids=BLOCKED)
def test_what_somebody_has_said_keeps_them_away(
    said: dict[str, Any], wished: dict[str, Any], block: Block, words: str
) -> None:
    offer, request = replace(OFFER, **said), replace(REQUEST, **wished)
    assert blocks(offer, request, TODAY) == [block]
    (near,) = near_misses(request, [offer], TODAY)
    assert (hindrance(near), near.can_be_arranged) == (words, False)


@pytest.mark.parametrize(
    ("said", "wished"),
    [
        ({"by_phone": "too"}, {}),
        ({"by_phone": "too"}, {"by_phone": True}),
        ({"by_phone": "only"}, {"by_phone": True}),
        ({"company": "team"}, {"team": True}),
        ({"company": "pair"}, {}),
        ({"unwanted": frozenset({"pets"})}, {"brings": frozenset({"stairs"})}),
        (
            {"unwanted": frozenset({"pets"}), "by_phone": "too"},
            {"brings": frozenset({"pets"}), "by_phone": True},
        ),
        ({"gone": ((TOMORROW, TOMORROW),)}, {}),
        ({"gone": ((YESTERDAY, YESTERDAY),)}, {}),
        ({}, {"until": TOMORROW}),
    ],
)
def test_what_goes_together(said: dict[str, Any], wished: dict[str, Any]) -> None:
    assert blocks(replace(OFFER, **said), replace(REQUEST, **wished), TODAY) == []


def test_on_the_telephone_no_way_is_too_far() -> None:
    afar = replace(OFFER, by_phone="too", reach_km=0, **FAR)
    called = match(afar, replace(REQUEST, by_phone=True), TODAY)
    next_door = match(replace(OFFER, by_phone="too"), REQUEST, TODAY)
    assert called and next_door and called.score == next_door.score
    assert reasons(called)[0] == "hilft am Telefon oder am Bildschirm"


def test_nobody_is_looked_for_after_the_last_day() -> None:
    assert blocks(OFFER, replace(REQUEST, until=YESTERDAY), TODAY) == [Block.OVER]


def test_a_single_day_in_a_pause_is_no_day() -> None:
    appointment = replace(REQUEST, on_days=(TOMORROW,))
    away = replace(OFFER, gone=((TODAY, TOMORROW),))
    assert Block.PAUSE in blocks(away, appointment, TODAY)
    assert blocks(replace(OFFER, gone=((TODAY, TODAY),)), appointment, TODAY) == []


async def test_the_database_rules_out_the_same(database: Database) -> None:
    offer, request = await a_pair()
    by_phone = {HelpRequest.place: "phone"}
    await HelpRequest.update(by_phone).where(HelpRequest.id == request)
    away: dict[Any, Any] = {Offer.by_phone: "only", Offer.reach_km: 0, Offer.district: None}
    await Offer.update(away).where(Offer.id == offer)
    assert await found(request) == [offer]
    gone: dict[Any, Any] = {Offer.gone_from: TODAY, Offer.gone_until: TOMORROW}
    await Offer.update(gone).where(Offer.id == offer)
    assert (await found(request), await found(request, TOMORROW + timedelta(days=1))) == ([], [offer])
    asked, helper = await request_facts(request), await offer_facts(offer, TODAY)
    assert (asked.by_phone, helper.by_phone, helper.gone) == (True, "only", ((TODAY, TOMORROW),))
    assert [one.id for one in await fitting_requests(helper, TODAY)] == [request]


def test_a_pause_to_come_stands_beside_the_reasons() -> None:
    away = replace(OFFER, gone=((YESTERDAY, YESTERDAY), (TODAY + timedelta(days=7), date(2099, 12, 1))))
    said = "hat Pause: Montag, 18. Januar 2027 bis Dienstag, 1. Dezember 2099"
    for until, expected in (
        (None, [said]),
        (TODAY + timedelta(days=30), [said]),
        (TODAY + timedelta(days=6), []),
    ):
        found = match(away, replace(REQUEST, until=until), TODAY)
        assert found and [one for one in reasons(found) if "Pause" in one] == expected


def test_a_fixed_day_after_the_last_one_is_none() -> None:
    late = replace(REQUEST, on_days=(TOMORROW,), until=TODAY)
    assert Block.OVER in blocks(OFFER, late, TODAY)
    form = Form.filled(
        **{"termine": "12.1. und 14.1.", "bis-tag": "13", "bis-monat": "1", "bis-jahr": "2027"}
    )
    assert read_until(form, TODAY) == date(2027, 1, 13)
    assert form.errors == {"bis": "Sie haben auch einen späteren Tag genannt. Prüfen Sie bitte beide."}


async def test_nobody_is_asked_who_is_away_to_the_end(database: Database) -> None:
    offer, request = await a_pair()
    last: dict[Any, Any] = {HelpRequest.wanted_until: TODAY + timedelta(days=30)}
    await HelpRequest.update(last, force=True)
    assert await found(request) == [offer]
    gone: dict[Any, Any] = {Offer.gone_from: TOMORROW, Offer.gone_until: TODAY + timedelta(days=40)}
    await Offer.update(gone, force=True)
    assert await found(request) == []
    with pytest.raises(Refused, match="Diese Person hat Pause, bis der letzte Tag vorbei ist"):
        await refuse_to_ask(offer, request, TODAY)


async def found(request_id: int, today: date = TODAY) -> list[int]:
    request = await request_facts(request_id)
    return [one.offer.id for one in suggestions(request, await fitting_offers(request, today), today)]


@pytest.mark.parametrize(
    ("written", "pause"),
    [
        ("1.8. bis 20.8.", (date(2027, 8, 1), date(2027, 8, 20))),
        ("1.8.2027 - 20.8.2027", (date(2027, 8, 1), date(2027, 8, 20))),
        ("20. Dezember bis 6. Januar", (date(2027, 12, 20), date(2028, 1, 6))),
        ("5.1. bis 20.1.", (date(2027, 1, 5), date(2027, 1, 20))),
        ("1.12.2026 bis 5.1.2027", None),
        ("", None),
        ("vom 1.8. bis zum 20.8.", (date(2027, 8, 1), date(2027, 8, 20))),
        ("1.-20.8.", (date(2027, 8, 1), date(2027, 8, 20))),
        ("1. bis 20. August 2027", (date(2027, 8, 1), date(2027, 8, 20))),
        ("1.8. Bis 20.8.", (date(2027, 8, 1), date(2027, 8, 20))),
        ("Zwischen 1.8. und 20.8.", (date(2027, 8, 1), date(2027, 8, 20))),
        ("von 1.8. bis einschließlich 20.8.", (date(2027, 8, 1), date(2027, 8, 20))),
    ],
)
def test_a_pause_is_read_as_people_write_it(written: str, pause: tuple[date, date] | None) -> None:
    form = Form.filled(pause=written)
    assert (read_pause(form, TODAY), form.errors) == (pause, {})


@pytest.mark.parametrize("written", ["im Sommer", "1.8.", "20.8.2027 bis 1.8.2027", "1.8. bis 5.8. bis 9.8."])
def test_a_pause_that_is_no_pause_is_asked_about(written: str) -> None:
    form = Form.filled(pause=written)
    assert (read_pause(form, TODAY), list(form.errors)) == (None, ["pause"])


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("ab August bis September", "Schreiben Sie bitte beide Tage, zum Beispiel: 1.8. bis 20.8."),
        ("13.1. bis 12.1.", "Der letzte Tag liegt vor dem ersten. Schreiben Sie bitte auch das Jahr."),
        ("20.8.2027 bis 1.8.2027", "Der letzte Tag liegt vor dem ersten. Prüfen Sie bitte beide."),
        ("29.2. bis 1.3.", "Der letzte Tag liegt vor dem ersten. Schreiben Sie bitte auch das Jahr."),
        ("31.-20.6.", "Diesen Tag gibt es nicht. Prüfen Sie bitte Tag und Monat."),
        ("1.8.2027 bis 20.8.2072", "Wählen Sie bitte einen Tag in den nächsten zwölf Monaten."),
    ],
)
def test_what_is_said_names_the_pauses_own_example(written: str, sentence: str) -> None:
    form = Form.filled(pause=written)
    assert (read_pause(form, TODAY), form.errors) == (None, {"pause": sentence})


def test_a_beginning_with_a_mistyped_year_is_asked_about() -> None:
    form = Form.filled(ab="1.3.2062")
    read_start(form, TODAY)
    assert form.errors == {"ab": "Wählen Sie bitte einen Tag in den nächsten zwölf Monaten."}


def test_nobody_says_both_of_one_thing() -> None:
    form = Form.filled(**{"in-ordnung": ["pets", "stairs"], "geht-nicht": ["pets"]})
    read_abilities(form)
    assert [str(one) for one in form.errors.values()] == [
        "Sie haben beides angekreuzt: Tiere in der Wohnung. Was stimmt?"
    ]


def test_who_helps_only_by_telephone_goes_nowhere() -> None:
    only = read_reach(Form.filled(weite="telefon", fern="ja"))
    too = read_reach(Form.filled(weite="5", fern="ja"))
    assert [(one.reach_km, one.by_phone) for one in (only, too)] == [(0, ByPhone.ONLY), (5, ByPhone.TOO)]


def test_the_last_day_lies_ahead() -> None:
    past = Form.filled(bis="10.1.2027")
    read_until(past, TODAY)
    assert list(past.errors) == ["bis"]
    assert read_until(Form.filled(bis="11.1.2027"), TODAY) == TODAY


async def test_whatever_is_said_the_form_says_the_same(database: Database) -> None:
    offer, request = await a_pair()
    there, offered, wished = await town(TODAY), await offer_content(offer), await request_content(request)
    for by_phone, company in product(ByPhone, Company):
        reach = 0 if by_phone is ByPhone.ONLY else 5
        said = copy(
            offered, by_phone=by_phone, company=company, reach_km=reach, commitment="half_year",
            unwanted=("pets", "smoke"), gone=(TODAY, TOMORROW),
        )  # fmt: skip
        form = offer_as_form(said, there)
        assert (read_offer_content(form, there), form.errors) == (said, {})
    for place in ("", *PLACES):
        asked = copy(wished, place=place, until=TOMORROW, costs="talk")
        form = request_as_form(asked, there)
        assert (read_request_content(form, there), form.errors) == (asked, {})
