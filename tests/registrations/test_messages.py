"""What people read: every message has a subject, a body and words for the telephone, and says what matters."""

from datetime import datetime

import pytest

from makers import BERLIN, NOW, a_published_event, a_wish, occurrence_ids, seats
from mittendrin.audit.rules import VISITOR
from mittendrin.desks.office.on_behalf import show_signed_up
from mittendrin.events.rules import SignUpMode
from mittendrin.jobs.reminding import remind
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.registrations import actions, queries
from mittendrin.registrations.date_changes import Move, move_date
from mittendrin.registrations.links import slip_path
from mittendrin.registrations.rules import Target
from registrations.seen import script as script_of

pytestmark = pytest.mark.usefixtures("database")


async def body_for(event: int, date: int | None) -> str:
    wish = a_wish("Demo-Person 1", 2, email="eins@example.org")
    receipt = await actions.sign_up(Target(event, date), wish, VISITOR, NOW)
    mail = await Mail.select(Mail.body).order_by(Mail.id, ascending=False).first()
    assert mail
    assert slip_path(receipt.code) in mail["body"]
    assert "Für 2 Personen." in mail["body"]
    return str(mail["body"])


async def test_a_date_is_confirmed_with_place_and_person() -> None:
    event = await a_published_event(terms=seats(4))
    body = await body_for(event, (await occurrence_ids(event))[0])
    assert "Dienstag, 12. Januar, 10 bis 11 Uhr" in body
    assert "Stadtteilbüro Ost, Musterstraße 1, 67655 Kaiserslautern, Raum 2" in body
    assert "Frau Demo erwartet Sie. 069 90 00 90 12" in body
    assert "Alle Termine:" not in body


async def test_a_course_names_all_its_dates() -> None:
    event = await a_published_event(terms=seats(4, SignUpMode.COURSE))
    body = await body_for(event, None)
    assert "Alle Termine:" in body
    assert body.count("10 bis 11 Uhr") == 1 + len(await occurrence_ids(event))
    assert "alle 12 Termine ab Dienstag, 12. Januar, 10 bis 11 Uhr" in body
    assert "\n\nAlle Termine:\n" in body


async def test_a_place_for_every_week_does_not_list_a_year() -> None:
    event = await a_published_event(terms=seats(4, SignUpMode.REGULAR))
    body = await body_for(event, None)
    assert "\njeden Dienstag, 10 bis 11 Uhr, bis 30. März 2027\n" in body
    assert "Das ist Ihr Stammplatz" in body
    assert "Das nächste Mal: Dienstag, 12. Januar 2027" in body
    assert body.count("10 bis 11 Uhr") == 1


async def test_a_regular_place_says_when_others_were_first() -> None:
    event = await a_published_event(terms=seats(2, SignUpMode.REGULAR))
    third = (await occurrence_ids(event))[2]
    await actions.sign_up(Target(event, third), a_wish("Demo-Person 9"), VISITOR, NOW)
    body = await body_for(event, None)
    assert "An diesem Tag war Ihr Platz schon vergeben:\n- Dienstag, 26. Januar, 10 bis 11 Uhr" in body


async def script_for(event: int, party: int = 1) -> str:
    await actions.sign_up(Target(event, None), a_wish("Demo-Person 1", party), VISITOR, NOW)
    row = await CallTask.select(CallTask.script).order_by(CallTask.id, ascending=False).first()
    assert row
    return str(row["script"])


async def test_on_the_telephone_a_course_and_a_regular_place_are_more_than_one_date() -> None:
    course = await a_published_event(terms=seats(4, SignUpMode.COURSE))
    assert "alle 12 Termine ab Dienstag, 12. Januar" in await script_for(course, 2)
    regular = await a_published_event(terms=seats(4, SignUpMode.REGULAR))
    said = await script_for(regular, 2)
    assert "Gymnastik im Sitzen, jeden Dienstag, 10 bis 11 Uhr" in said
    assert "Für 2 Personen. Das ist Ihr Stammplatz." in said


async def test_the_next_date_of_a_regular_place_is_one_with_a_seat() -> None:
    event = await a_published_event(terms=seats(1, SignUpMode.REGULAR))
    first = (await occurrence_ids(event))[0]
    await actions.sign_up(Target(event, first), a_wish("Demo-Person 9"), VISITOR, NOW)
    assert "Das nächste Mal ist Dienstag, 19. Januar 2027." in await script_for(event)


async def offered(party: int, **contact: str) -> tuple[str, str]:
    """Subject and text of the offer."""
    event = await a_published_event(terms=seats(party))
    later = Target(event, (await occurrence_ids(event))[3])
    first = await actions.sign_up(later, a_wish("Demo-Person 9", party), VISITOR, NOW)
    await actions.sign_up(later, a_wish("Demo-Person 1", party, **contact), VISITOR, NOW)
    await actions.sign_off(await queries.by_code(first.code), VISITOR, NOW)
    mail = await Mail.select(Mail.subject, Mail.body).where(Mail.purpose == "offered").first()
    call = (
        await CallTask.select(CallTask.headline, CallTask.script).where(CallTask.purpose == "offered").first()
    )
    found = list((mail or call or {}).values())
    return found[0], found[1]


async def test_an_offer_by_mail_is_answered_by_a_link() -> None:
    subject, body = await offered(2, email="zwei@example.org")
    assert subject.startswith("2 Plätze sind für Sie frei: ")
    assert "zwei Plätze sind frei. Möchten Sie kommen?" in body
    assert "bis Dienstag, 12. Januar 2027, 16 Uhr." in body
    assert "Ja oder nein sagen Sie hier: http" in body
    assert "67655 Kaiserslautern, Raum 2" in body


async def test_a_letter_speaks_of_no_link_and_asks_for_no_answer_on_the_spot() -> None:
    subject, letter = await offered(1, address="Musterstraße 2, 67655 Kaiserslautern")
    assert subject.startswith("Ein Platz ist für Sie frei: ")
    assert "Ja oder nein? Rufen Sie uns bitte an und nennen Sie den Code" in letter
    assert "Schreiben Sie uns: Musterstraße 1, 67657 Kaiserslautern" in letter
    assert "http" not in letter


@pytest.mark.parametrize(
    ("date", "said"),
    [
        (0, "Wird ein Platz frei, käme ein Brief von uns zu spät. Rufen Sie uns bitte vorher an,"),
        (4, "In den letzten Tagen vorher ist ein Brief zu langsam. Rufen Sie uns dann bitte an. 069 90 00"),
    ],
)
async def test_whoever_waits_for_a_letter_reads_when_none_comes_in_time(date: int, said: str) -> None:
    event = await a_published_event(terms=seats(1))
    target = Target(event, (await occurrence_ids(event))[date])
    await actions.sign_up(target, a_wish("Demo-Person 9"), VISITOR, NOW)
    wish = a_wish("Demo-Person 1", address="Musterstraße 2, 67655 Kaiserslautern")
    receipt = await actions.sign_up(target, wish, VISITOR, NOW)
    script = await script_of("waiting")
    assert said in script
    assert "melden wir uns" not in script
    registration = await queries.by_code(receipt.code)
    shown = await show_signed_up(registration.id, NOW)
    assert said in " ".join(shown.words.script.split())
    # So does whoever comes back to the end of the list.
    await actions.sign_off(registration, VISITOR, NOW)
    await actions.come_back(await queries.by_code(receipt.code), VISITOR, NOW)
    assert said in await script_of("waiting")


async def test_where_a_couple_waits_for_the_free_seat_nobody_reads_that_all_are_taken() -> None:
    event = await a_published_event(terms=seats(2))
    target = Target(event, (await occurrence_ids(event))[4])
    first, *_others = [
        await actions.sign_up(target, a_wish(f"Demo-Person {n}"), VISITOR, NOW) for n in (7, 8)
    ]
    await actions.sign_up(target, a_wish("Demo-Person 9", 2), VISITOR, NOW)
    await actions.sign_off(await queries.by_code(first.code), VISITOR, NOW)
    await actions.sign_up(target, a_wish("Demo-Person 1", email="eins@example.org"), VISITOR, NOW)
    (mail,) = await Mail.select(Mail.purpose, Mail.body)
    assert mail["purpose"] == "waiting"
    assert "im Moment ist kein Platz für Sie frei. Sie stehen auf der Warteliste." in mail["body"]


async def test_a_reminder_says_tomorrow() -> None:
    event = await a_published_event(terms=seats(4))
    await actions.sign_up(
        Target(event, (await occurrence_ids(event))[0]), a_wish(email="eins@example.org"), VISITOR, NOW
    )
    await remind(NOW)
    mail = await Mail.select(Mail.body).where(Mail.purpose == "reminder").first()
    assert mail
    assert "morgen ist es so weit." in mail["body"]


async def told_of_the_move() -> tuple[str, str]:
    """To whoever has an e-mail, and to whoever does not."""
    mail = await Mail.select(Mail.body).where(Mail.subject.like("Achtung%")).first()
    call = await CallTask.select(CallTask.script).where(CallTask.purpose == "moved").first()
    assert mail
    assert call
    return str(mail["body"]), " ".join(str(call["script"]).split())


async def test_a_move_says_why_and_what_one_can_do_instead_in_mail_and_call() -> None:
    event = await a_published_event(terms=seats(1))
    date = (await occurrence_ids(event))[0]
    guest = a_wish("Demo-Person 1", email="eins@example.org")
    await actions.sign_up(Target(event, date), guest, VISITOR, NOW)
    await actions.sign_up(Target(event, date), a_wish("Demo-Person 2"), VISITOR, NOW)
    start = datetime(2027, 1, 13, 14, tzinfo=BERLIN)
    move = Move(start, start.replace(hour=15), "Rathaus", "Wasserschaden", "Kommen Sie am Freitag zum Chor.")
    await move_date(date, move, VISITOR, NOW)
    mail, script = await told_of_the_move()
    assert "Der Grund: Wasserschaden\n\nStattdessen: Kommen Sie am Freitag zum Chor.\n" in mail
    assert "Ihr Platz bleibt. Sie können nicht kommen?" in mail
    assert script.endswith(
        "Mittwoch, 13. Januar, 14 bis 15 Uhr. Der Ort: Rathaus. Der Grund: Wasserschaden. "
        "Ihr Platz auf der Warteliste bleibt. Passt das für Sie? Wenn nicht: Kommen Sie am Freitag zum Chor."
    )


@pytest.mark.parametrize(
    ("mode", "until"),
    [
        (SignUpMode.EACH_DATE, datetime(2027, 1, 12, 10, tzinfo=BERLIN)),
        (SignUpMode.COURSE, datetime(2027, 3, 30, 10, tzinfo=BERLIN)),
        (SignUpMode.REGULAR, None),
    ],
)
async def test_a_call_matters_until_the_last_date_it_is_about(
    mode: SignUpMode, until: datetime | None
) -> None:
    event = await a_published_event(terms=seats(4, mode))
    date = (await occurrence_ids(event))[0] if mode is SignUpMode.EACH_DATE else None
    await actions.sign_up(Target(event, date), a_wish(phone="+491713920001"), VISITOR, NOW)
    task = await CallTask.select(CallTask.matters_until).first()
    assert task == {"matters_until": until}


async def test_a_move_matters_until_both_days_are_over() -> None:
    event = await a_published_event(terms=seats(4))
    third = (await occurrence_ids(event))[2]
    await actions.sign_up(Target(event, third), a_wish(phone="+491713920001"), VISITOR, NOW)
    earlier = datetime(2027, 1, 20, 10, tzinfo=BERLIN)
    await move_date(third, Move(earlier, earlier.replace(hour=11), "Café", "Umbau"), VISITOR, NOW)
    task = await CallTask.select(CallTask.matters_until).where(CallTask.purpose == "moved").first()
    assert task == {"matters_until": datetime(2027, 1, 26, 10, tzinfo=BERLIN)}
