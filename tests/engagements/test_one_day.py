"""Help for one day: the day itself is the visit, the day after it both are asked, and it is over."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest

import people
from app_fixtures import StandingClock
from engagement_makers import HELPER, THE_DAY, a_visit, for_one_day, on_the_day
from makers import BERLIN, NOW
from mittendrin.audit.rules import VISITOR
from mittendrin.engagements.arranging import to_arrange
from mittendrin.engagements.pairs import pair, the_other
from mittendrin.engagements.queries import missing_visits
from mittendrin.engagements.quiet import days_missed
from mittendrin.engagements.rules import Plan, Rhythm
from mittendrin.engagements.tables import CheckIn
from mittendrin.engagements.telling import Voice, each_other_words
from mittendrin.engagements.visiting import call_off, plan_visits, say_cannot
from mittendrin.jobs.caring import care
from mittendrin.outbox.rules import Words
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.people.tables import Person
from mittendrin.places.rules import Meets
from mittendrin.places.tables import HelpCategory
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.tables import Engagement, HelpRequest
from people import sign_in
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")
A_MEETING = ("Treffen", "Café", "erste Gespräch", "Probe")
WHEN = "Wann: gewünscht ist am Dienstag, 19. Januar, möglich ist Dienstag vormittags."
TOGETHER = "Wann genau? Das verabreden Sie bitte miteinander."
HE_CALLS = "Sie haben beide Ja gesagt. Demo-Person Hilfe meldet sich bei Ihnen. Telefon: 0171 39 20 031."
WE_ARRANGE = "Den Termin verabreden wir mit Ihnen beiden."
WE_ASK = "Am Tag danach fragen wir Sie, wie es war."
NO_MONEY = "Geben Sie nie Bargeld, Karte oder PIN weiter."
# Half a year, and a whole one.
LATER = (170, 180, 190, 360, 370)
DAY_AFTER = datetime(2027, 1, 20, 7, tzinfo=BERLIN)


async def states() -> tuple[str, str]:
    engagement = await Engagement.select(Engagement.status).first()
    request = await HelpRequest.select(HelpRequest.status).first()
    assert engagement and request
    return engagement["status"], request["status"]


async def asked(purpose: str) -> list[tuple[str, bool]]:
    """Who, and whether they are asked how it was."""
    mails = await Mail.select(Mail.recipient_name, Mail.body).where(Mail.purpose == purpose)
    calls = await CallTask.select(CallTask.recipient_name, CallTask.script).where(CallTask.purpose == purpose)
    said = [(one["recipient_name"], one.get("body") or one["script"]) for one in (*mails, *calls)]
    return sorted((name, "Wie war es für Sie?" in words) for name, words in said)


async def test_the_day_after_both_are_asked_and_it_is_over() -> None:
    await on_the_day(await for_one_day())
    await care(datetime(2027, 1, 19, 18, tzinfo=BERLIN))
    assert await states() == ("first_meeting", "matched")
    asked_before = await asked("check_in")
    for days in (*range(30), *LATER):
        await care(DAY_AFTER + timedelta(days=days))
    assert await states() == ("ended", "closed")
    assert await asked("ended") == [("Demo-Person Hilfe", True), ("Demo-Person Suche", True)]
    assert await asked("check_in") == asked_before


async def test_where_no_visit_was_written_down_both_are_asked_whether_it_worked() -> None:
    engagement = await for_one_day()
    for days in range(-7, 40):
        await care(DAY_AFTER + timedelta(days=days))
    assert (await states(), await asked("ended")) == (("first_meeting", "matched"), [])
    open_calls = CallTask.select(CallTask.script).where(
        CallTask.purpose == "check_in", CallTask.state == "open"
    )
    assert await open_calls.order_by(CallTask.id).output(as_list=True) == [
        "Sie wollten Demo-Person Suche einmal helfen: Einkauf und Erledigung.\n"
        "Der Tag ist vorbei. Hat es geklappt?",
        "Sie wollten einmal Hilfe: Einkauf und Erledigung.\n"
        "Der Tag ist vorbei. Hat es mit Demo-Person Hilfe geklappt? Oder brauchen Sie noch Hilfe?",
    ]
    assert [(one.path, one.since) for one in await days_missed(DAY_AFTER)] == [
        (f"einsaetze/{engagement}", THE_DAY)
    ]
    assert await to_arrange(DAY_AFTER) == []


async def test_after_a_missed_day_another_one_may_be_arranged_and_ends_it() -> None:
    engagement = await for_one_day()
    await care(DAY_AFTER)
    another = Plan(THE_DAY + timedelta(days=7), time(10), Rhythm.ONCE)
    await plan_visits(engagement, another, HELPER, DAY_AFTER)
    assert (await days_missed(DAY_AFTER), await states()) == ([], ("first_meeting", "matched"))
    await care(DAY_AFTER + timedelta(days=7))
    assert await states() == ("ended", "closed")


async def test_the_desk_asks_whether_it_worked(visitor: Visitor, clock: StandingClock) -> None:
    await for_one_day()
    clock.now = DAY_AFTER
    await sign_in(visitor, await people.a_clerk())
    await visitor.get("/buero/hilfe")
    assert "Der Tag ist vorbei, und nichts war verabredet: 1" in visitor.page.text
    await visitor.click("Ansehen und anrufen: Hat es geklappt? Demo-Person Hilfe, Einsatz 1")
    assert visitor.page.path == "/buero/hilfe/einsaetze/1"


async def test_help_for_two_named_days_lasts_until_the_second_one() -> None:
    engagement = await for_one_day()
    two: dict[Any, Any] = {HelpRequest.on_days: "2027-01-19,2027-01-21"}
    await HelpRequest.update(two, force=True)
    await on_the_day(engagement)
    await care(DAY_AFTER)
    await care(DAY_AFTER + timedelta(days=1))
    assert (await states(), await asked("ended")) == (("first_meeting", "matched"), [])
    await care(DAY_AFTER + timedelta(days=2))
    assert (await states(), len(await asked("ended"))) == (("ended", "closed"), 2)


async def test_the_question_afterwards_says_first_what_it_was_about() -> None:
    await on_the_day(await for_one_day())
    await care(DAY_AFTER)
    asker = CallTask.select(CallTask.script).where(CallTask.purpose == "ended")
    assert await asker.output(as_list=True) == [
        "Sie wollten einmal Hilfe: Einkauf und Erledigung.\n"
        "Die Hilfe von Demo-Person Hilfe ist damit beendet.\n"
        "Wie war es für Sie?"
    ]


async def test_nobody_is_asked_when_they_meet_once_a_visit_is_arranged() -> None:
    await on_the_day(await for_one_day())
    for days in range(7):
        await care(datetime(2027, 1, 12 + days, 7, tzinfo=BERLIN))
    assert await asked("check_in") == []


async def test_where_the_visit_has_fallen_out_nobody_is_thanked_for_it() -> None:
    visit = await on_the_day(await for_one_day())
    today = datetime(2027, 1, 19, 8, tzinfo=BERLIN)
    await say_cannot(visit, HELPER, today)
    assert [line.id for line, _pair in await missing_visits(today)] == [visit]
    await care(DAY_AFTER)
    assert await states() == ("first_meeting", "matched")
    assert await asked("ended") == []
    both = ["Demo-Person Hilfe", "Demo-Person Suche"]
    assert [name for name, _said in await asked("check_in")] == both
    for days in LATER:
        await care(DAY_AFTER + timedelta(days=days))
    assert [name for name, _said in await asked("check_in")] == both
    assert [one.path for one in await to_arrange(DAY_AFTER + timedelta(days=LATER[-1]))] == ["einsaetze/1"]


@pytest.mark.parametrize("asked_before", [False, True])
async def test_where_it_has_fallen_out_both_are_asked_for_another_day_and_nothing_else(
    asked_before: bool,
) -> None:
    engagement = await for_one_day()
    until: dict[Any, Any] = {HelpRequest.wanted_until: THE_DAY}
    await HelpRequest.update(until, force=True)
    if asked_before:
        await care(datetime(2027, 1, 18, 7, tzinfo=BERLIN))
    visit = await on_the_day(engagement)
    await call_off(visit, Voice(VISITOR, Side.REQUESTER), datetime(2027, 1, 18, 9, tzinfo=BERLIN))
    for days in range(30):
        await care(DAY_AFTER + timedelta(days=days))
    occasions = await CheckIn.select(CheckIn.occasion).order_by(CheckIn.id).output(as_list=True)
    assert occasions == ["arrange"] * asked_before + ["arrange_2027-01-19"]


async def test_what_goes_on_after_a_trial_is_not_ended() -> None:
    """The request says once only since then."""
    engagement = await for_one_day()
    lasts: dict[Any, Any] = {Engagement.status: "trial", Engagement.first_meeting_at: NOW}
    await Engagement.update(lasts, force=True)
    await a_visit(engagement)
    await care(DAY_AFTER)
    assert (await states())[0] == "trial"


async def test_the_helper_writes_the_visit_down_and_has_it_on_the_card(visitor: Visitor) -> None:
    engagement = await for_one_day()
    path = (await pair(engagement)).path(Side.VOLUNTEER)
    await visitor.get(path)
    assert "einmalige Hilfe" in visitor.page.text
    assert "Das erste Treffen" not in visitor.page.text
    assert "Eine Pause machen" not in visitor.page.text
    assert "jede Woche" not in visitor.page.text
    await on_the_day(engagement)
    await visitor.get(path)
    assert "Da kann ich nicht" in visitor.page.text
    await visitor.get(f"{path}/karte")
    assert "Dienstag, 19. Januar 2027, 10 Uhr" in visitor.page.text


async def said_after_both_yeses(meets: Meets, *, by_letter: bool = False) -> dict[Side, Words]:
    engagement = await for_one_day()
    await HelpCategory.update({HelpCategory.meets: meets.value}, force=True)
    await Engagement.update({Engagement.code_word: "Mühle"}, force=True)
    if by_letter:
        await only_by_letter()
    found = await pair(engagement)
    others = {side: await the_other(found, side, NOW) for side in Side}
    return {
        side: await each_other_words(await by_id(found.proposal_id, side), other, found)
        for side, other in others.items()
        if other
    }


async def only_by_letter() -> None:
    letters: dict[Any, Any] = {Person.phone: "", Person.email: "", Person.address: "Musterweg 1"}
    await Person.update(letters).where(Person.name == "Demo-Person Suche")


@pytest.mark.parametrize("by_letter", [False, True])
@pytest.mark.parametrize("meets", Meets, ids=str)
async def test_after_both_yeses_nobody_speaks_of_a_meeting_before(meets: Meets, by_letter: bool) -> None:
    said = await said_after_both_yeses(meets, by_letter=by_letter)
    texts = [text for one in said.values() for text in (one.subject, one.body, one.script)]
    assert [text for text in texts if any(word in text for word in A_MEETING)] == []
    assert [WHEN in one.body for one in said.values()] == [True, True]
    assert [TOGETHER in one.body for one in said.values()] == [not by_letter] * 2
    assert ["Codewort" in text for one in said.values() for text in (one.body, one.script)] == [True] * 4


async def test_whoever_asked_hears_who_comes_when_and_with_which_word() -> None:
    said = (await said_after_both_yeses(Meets.VISIT))[Side.REQUESTER]
    word = "An der Tür sagt Demo-Person Hilfe das Codewort: Mühle."
    nobody_else = "Ohne Codewort lassen Sie bitte niemanden herein."
    assert said.script.splitlines() == [HE_CALLS, WHEN, TOGETHER, f"{word} {nobody_else}", NO_MONEY, WE_ASK]


async def test_whoever_helps_writes_the_day_down_or_says_it() -> None:
    said = (await said_after_both_yeses(Meets.VISIT))[Side.VOLUNTEER]
    assert [line for line in said.script.splitlines() if line] == [
        "Sie haben beide Ja gesagt. Sie helfen: Demo-Person Suche. Telefon: 0171 39 20 032.",
        "Rufen Sie Demo-Person Suche bitte zuerst an.",
        WHEN,
        TOGETHER,
        "Steht der Tag fest? Dann sagen Sie ihn uns bitte.",
        "Ihr Codewort ist: Mühle. Sagen Sie es an der Tür.",
    ]
    assert "Steht der Tag fest? Tragen Sie ihn bitte hier ein:" in said.body


@pytest.mark.parametrize("by_letter", [False, True])
@pytest.mark.parametrize("side", Side, ids=str)
async def test_page_and_card_say_who_arranges_the_visit_until_it_is_planned(
    visitor: Visitor, side: Side, by_letter: bool
) -> None:
    engagement = await for_one_day()
    if by_letter:
        await only_by_letter()
    words = "Das Seniorenbüro verabredet den Termin mit Ihnen beiden." if by_letter else TOGETHER
    path = (await pair(engagement)).path(side)
    for address in (path, f"{path}/karte"):
        await visitor.get(address)
        assert words in visitor.page.text
        assert [word for word in A_MEETING if word in visitor.page.text] == []
    await on_the_day(engagement)
    for address in (path, f"{path}/karte"):
        await visitor.get(address)
        assert words not in visitor.page.text


async def test_the_office_reads_out_the_same_and_writes_down_the_visit(visitor: Visitor) -> None:
    engagement = await for_one_day()
    await sign_in(visitor, await people.a_clerk())
    await visitor.get(f"/buero/hilfe/vorschlaege/{(await pair(engagement)).proposal_id}/vorlesen")
    assert WHEN in visitor.page.text
    assert visitor.page.text.count(NO_MONEY) == 1
    assert [word for word in A_MEETING if word in visitor.page.text] == []
    await visitor.click("Den Termin eintragen")
    assert "Sie haben sich getroffen: Probezeit beginnt" not in visitor.page.text
    assert "Termine eintragen" in visitor.page.text
    assert "jede Woche" not in visitor.page.text


async def test_at_the_desk_it_waits_to_be_arranged_until_its_visit_is_planned() -> None:
    engagement = await for_one_day()
    path = f"einsaetze/{engagement}"
    assert [one.path for one in await to_arrange(NOW)] == [path]
    visit = await on_the_day(engagement)
    evening = datetime(2027, 1, 19, 18, tzinfo=BERLIN)
    assert [await to_arrange(now) for now in (NOW, evening)] == [[], []]
    before = evening - timedelta(hours=10)
    await say_cannot(visit, HELPER, before)
    assert await to_arrange(before) == []
    assert [one.path for one in await to_arrange(evening)] == [path]
