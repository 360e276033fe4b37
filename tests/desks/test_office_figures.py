"""Every number is the length of its list; small ones are neither told nor shown."""

from dataclasses import replace
from datetime import timedelta
from itertools import cycle, islice
from random import Random
from typing import Any

import pytest

import help_town
import people
from databases import Database
from help_town import NOW
from html_page import words
from makers import a_city, a_pair, an_account
from mittendrin.accounts.rules import Role
from mittendrin.accounts.tables import Account
from mittendrin.audit.rules import VISITOR, Doer
from mittendrin.core.refusal import NotFound
from mittendrin.desks.office.helping.figure_rows import FigureRow, is_few
from mittendrin.desks.office.helping.figures import (
    READ,
    Part,
    figures,
    in_parts,
    label_of,
    rows_of,
)
from mittendrin.engagements.tables import Hours
from mittendrin.volunteering.deciding import decide_request
from mittendrin.volunteering.states import RequestState
from mittendrin.volunteering.tables import Engagement, HelpRequest
from people import sign_in
from visitor import Visitor

PAGE = "/buero/hilfe/zahlen"
HIDDEN = {"unter 3", "nicht einzeln genannt"}
HOURS = "Geleistete Stunden in zwölf Monaten"
# The town has too few of them to be told; see test_office_measures.py.
MAYBE_FEW = {HOURS, *(label_of(name) for name in ("ohne-antwort", "vorgeschlagen", "fuenf", "gebraucht"))}


async def a_clerk_acting() -> Doer:
    return Doer("Frau Demo", account_id=await an_account("frau-demo@example.org", Role.CLERK, "Frau Demo"))


async def a_town_with_answers() -> Doer:
    """Many requests of the last hundred days; five more that a clerk answered at once, and one five days later."""
    await a_city()
    by = await a_clerk_acting()
    await help_town.build(95, Random(1))
    for number, days in enumerate((0, 0, 0, 0, 0, 7)):
        await HelpRequest.update({HelpRequest.created_at: NOW - timedelta(days=days)}).where(
            HelpRequest.id == number + 1
        )
        await decide_request(number + 1, RequestState.CLARIFYING, "", by, NOW)
    return by


async def test_every_number_is_the_length_of_its_list(visitor: Visitor) -> None:
    await a_town_with_answers()
    await sign_in(visitor, await people.a_clerk())
    await visitor.get(PAGE)
    shown = numbers(visitor)
    leading = {link.text: link.href for link in visitor.page.links if link.href.startswith(f"{PAGE}/")}
    assert set(leading) == {label for label, number in shown.items() if number not in HIDDEN}
    assert {label_of(name) for name in READ} - MAYBE_FEW <= set(leading)
    for label, href in leading.items():
        await visitor.get(href)
        assert len(list(visitor.page.tree.iter("tr"))) - 1 == int(shown[label])
        assert f"{shown[label]} Zeilen" in visitor.page.text


def numbers(visitor: Visitor) -> dict[str, str]:
    rows = [[words(cell) for cell in row] for row in visitor.page.tree.iter("tr")]
    return {label: number for label, number in rows if number != "Anzahl"}


async def test_lists_and_numbers_are_read_in_one_way(database: Database) -> None:
    await a_town_with_answers()
    found = await figures(NOW)
    told = {one.leads_to: one.rows for one in (*found.all, *found.by_category, *found.by_district)}
    assert len(told) > 10
    for leads_to, rows in told.items():
        name, _mark, query = leads_to.partition("?")
        field, _is, slug = query.partition("=")
        part = Part(**{{"art": "category", "stadtteil": "district"}[field]: slug}) if slug else Part()
        if not leads_to or rows < 3:
            with pytest.raises(NotFound):
                await rows_of(name, part, NOW)
        else:
            assert len(await rows_of(name, part, NOW)) == rows
    assert (
        sum(one.rows for one in found.by_category)
        == sum(one.rows for one in found.by_district)
        == told["offen"]
    )


async def test_only_what_is_answered_within_three_office_days_counts(database: Database) -> None:
    await a_town_with_answers()
    answered = await rows_of("beantwortet", Part(), NOW)
    assert [row.number for row in answered] == [1, 2, 3, 4, 5]


async def test_what_people_decide_about_their_own_request_is_no_answer_of_ours(database: Database) -> None:
    await a_town_with_answers()
    club = await an_account("verein@example.org", Role.NONE, "Demo-Verein")
    themselves = (VISITOR, Doer("Demo-Verein", account_id=club))
    for number, by in enumerate(themselves, start=10):
        await HelpRequest.update({HelpRequest.created_at: NOW}).where(HelpRequest.id == number)
        await decide_request(number, RequestState.CLOSED, "", by, NOW)
    answered = await rows_of("beantwortet", Part(), NOW)
    assert [row.number for row in answered] == [1, 2, 3, 4, 5]


async def test_what_the_office_does_on_behalf_of_somebody_is_an_answer(database: Database) -> None:
    clerk = await a_town_with_answers()
    await HelpRequest.update({HelpRequest.created_at: NOW}).where(HelpRequest.id == 10)
    await decide_request(10, RequestState.CLARIFYING, "", replace(clerk, on_behalf_of="Demo-Person"), NOW)
    answered = await rows_of("beantwortet", Part(), NOW)
    assert [row.number for row in answered] == [1, 2, 3, 4, 5, 10]


async def test_small_numbers_are_hidden_and_lead_nowhere(visitor: Visitor) -> None:
    await a_city()
    await a_pair()
    await sign_in(visitor, await people.a_clerk())
    await visitor.get(PAGE)
    assert set(numbers(visitor).values()) == {"unter 3", "nicht einzeln genannt"}
    assert "Einkauf und Erledigung" not in visitor.page.text
    assert not [link for link in visitor.page.links if link.href.startswith(f"{PAGE}/")]
    for hidden in ("offen", "offen?art=einkauf", "vermittelt", "gibtesnicht", "offen?stadtteil=%C3%A4"):
        await visitor.get(f"{PAGE}/{hidden}")
        assert visitor.page.status == 404


def open_of(**kinds: int) -> list[FigureRow]:
    part, nowhere = NOW.date(), ("", "")
    return [
        FigureRow("gesuche/1", 1, "", "", (slug, slug.title()), nowhere, part)
        for slug, number in kinds.items()
        for _one in range(number)
    ]


@pytest.mark.parametrize(
    ("kinds", "told"),
    [
        ({"anruf": 4, "garten": 3}, ["Anruf", "Garten"]),
        ({"anruf": 4, "garten": 3, "post": 2}, ["Anruf", "Weitere"]),
        ({"anruf": 4, "garten": 3, "post": 2, "amt": 1}, ["Anruf", "Garten", "Weitere"]),
        ({"post": 1, "amt": 2}, ["Weitere"]),
    ],
    ids=str,
)
def test_no_difference_and_no_order_tells_of_a_few(kinds: dict[str, int], told: list[str]) -> None:
    found = in_parts("art", open_of(**kinds))
    assert [one.label for one in found] == told
    assert all(one.rows >= 3 for one in found)
    assert found[-1].shown == ("nicht einzeln genannt" if "Weitere" in told else "3")


async def test_what_is_left_out_to_hide_others_is_no_list_either(database: Database) -> None:
    await a_town_with_answers()
    everything = await rows_of("offen", Part(), NOW)
    told = {one.leads_to for one in (await figures(NOW)).by_category}
    for slug in {row.category[0] for row in everything}:
        if f"offen?art={slug}" not in told:
            with pytest.raises(NotFound):
                await rows_of("offen", Part(slug), NOW)


def about(*people: tuple[int, ...]) -> list[FigureRow]:
    return [replace(row, people=one) for row, one in zip(open_of(post=len(people)), people, strict=True)]


@pytest.mark.parametrize(
    ("rows", "few"),
    [
        (about(), True),
        (about((1,), (2,)), True),
        (about((1,), (2,), (3,)), False),
        (about((1,), (2,), (1,), (2,)), True),
        (about((1, 9), (2, 9), (3, 9)), True),
        (about((1, 9), (2, 8), (3, 7)), False),
    ],
)
def test_many_rows_about_few_people_are_few(rows: list[FigureRow], few: bool) -> None:
    assert is_few(rows) is few


@pytest.mark.parametrize(("unanswered", "told"), [(0, "7"), (1, "fast alle"), (2, "fast alle"), (3, "5")])
async def test_a_part_does_not_tell_of_the_few_that_it_leaves_out(
    visitor: Visitor, unanswered: int, told: str
) -> None:
    await a_city()
    by = await a_clerk_acting()
    await help_town.build(5 + max(unanswered, 2), Random(1))
    await HelpRequest.update({HelpRequest.created_at: NOW}, force=True)
    for number in range(5 + max(unanswered, 2) - unanswered):
        await decide_request(number + 1, RequestState.CLARIFYING, "", by, NOW)
    await sign_in(visitor, await people.a_clerk())
    await visitor.get(PAGE)
    assert numbers(visitor)[label_of("beantwortet")] == told
    await visitor.get(f"{PAGE}/beantwortet")
    assert visitor.page.status == (404 if told == "fast alle" else 200)


async def test_an_answer_counts_also_when_the_clerk_has_changed_to_the_board(database: Database) -> None:
    clerk = await a_town_with_answers()
    await Account.update({Account.role: Role.BOARD.value}).where(Account.id == clerk.account_id)
    answered = await rows_of("beantwortet", Part(), NOW)
    assert [row.number for row in answered] == [1, 2, 3, 4, 5]


async def test_only_what_is_open_is_told_in_parts_and_in_one_way_at_a_time(database: Database) -> None:
    await a_town_with_answers()
    row = (await rows_of("offen", Part(), NOW))[0]
    told = {one.leads_to.partition("=")[2] for one in (await figures(NOW)).by_district}
    category, district = row.category[0], sorted(told)[-1]
    for name, part in (("neu", Part(category)), ("offen", Part(category, district))):
        with pytest.raises(NotFound):
            await rows_of(name, part, NOW)


async def test_long_lists_have_pages(visitor: Visitor) -> None:
    await a_city()
    await help_town.build(130, Random(2))
    await sign_in(visitor, await people.a_clerk())
    await visitor.get(f"{PAGE}/neu")
    assert "130 Zeilen" in visitor.page.text
    await visitor.click("Weitere Zeilen")
    assert len(list(visitor.page.tree.iter("tr"))) == 31
    await visitor.click("Frühere Zeilen")
    assert len(list(visitor.page.tree.iter("tr"))) == 101


async def engagements_of_different_people() -> list[int]:
    """Three of them."""
    eng: Any = Engagement
    rows = await eng.select(eng.id, eng.proposal.offer, eng.proposal.request).order_by(eng.id)
    chosen: list[dict[str, Any]] = []
    for row in rows:
        if all(row[key] != one[key] for one in chosen for key in ("proposal.offer", "proposal.request")):
            chosen.append(row)
    return [row["id"] for row in chosen[:3]]


async def test_hours_are_the_sum_of_their_rows(visitor: Visitor) -> None:
    await a_town_with_answers()
    await sign_in(visitor, await people.a_clerk())
    told = []
    for engagement in await engagements_of_different_people():
        for day, minutes in ((NOW.date(), 90), (NOW.date() - timedelta(days=366), 600)):
            await Hours.insert(Hours(engagement=engagement, day=day, minutes=minutes, written_at=NOW))
        await visitor.get(PAGE)
        told.append(numbers(visitor)[HOURS])
    assert told == ["nicht einzeln genannt", "nicht einzeln genannt", "4,5 Stunden"]
    await visitor.click(HOURS)
    rows = [[words(cell) for cell in row] for row in visitor.page.tree.iter("tr")][1:]
    assert [row[-1] for row in rows] == ["1,5 Stunden"] * 3


async def test_only_trials_and_what_goes_on_are_running(database: Database) -> None:
    await a_town_with_answers()
    under_way, order = (
        {"trial", "running"},
        ["trial", "running", "trial", "paused", "running", "ended", "first_meeting"],
    )
    engagements = await Engagement.select(Engagement.id).order_by(Engagement.id)
    states = list(islice(cycle(order), len(engagements)))
    for row, state in zip(engagements, states, strict=True):
        await Engagement.update({Engagement.status: state}).where(Engagement.id == row["id"])
    running = sum(state in under_way for state in states)
    counted = {one.leads_to: one.rows for one in (await figures(NOW)).all}
    assert counted["laufend"] == running < len(states)
