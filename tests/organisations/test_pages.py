"""The people and the profile of an organisation, on its own desk."""

import pytest

from app_fixtures import StandingClock
from makers import NOW, a_club, a_district, a_published_event
from mittendrin.accounts.rules import A_MOMENT
from mittendrin.accounts.tables import Account
from mittendrin.audit.rules import Doer
from mittendrin.core.refusal import Refused
from mittendrin.organisations import profiles
from mittendrin.organisations.rules import read_website
from mittendrin.organisations.tables import Membership, Organisation
from mittendrin.publishing.actions import Objection
from mittendrin.publishing.queries import waiting_content
from mittendrin.publishing.rules import Reason
from people import CLUB, a_maintainer, a_responsible, a_stranger, from_another_club, link_in_mail_to, sign_in
from visitor import Visitor

DESK = "/verein/demo-turnverein-barbarossa"
BOARD = Doer("Frau Beirat")


async def profile() -> tuple[str, str, str]:
    row = (
        await Organisation.select(Organisation.contact_name, Organisation.contact_phone, Organisation.profile)
        .where(Organisation.name == CLUB)
        .first()
    )
    assert row
    return row["contact_name"], row["contact_phone"], row["profile"]


async def test_who_belongs_to_nothing_is_told_whom_to_call(visitor: Visitor) -> None:
    await sign_in(visitor, await a_stranger())
    assert visitor.page.path == "/verein"
    assert "Ihr Zugang gehört noch zu keinem Verein." in visitor.page.text


async def test_who_belongs_to_two_chooses(visitor: Visitor) -> None:
    email = await a_responsible()
    account = await Account.select(Account.id).where(Account.email == email).first()
    assert account
    await Membership.insert(
        Membership(organisation=await a_club("Demo-Wanderfreunde"), account=account["id"], role="maintainer")
    )
    await sign_in(visitor, email)
    assert [link.text for link in visitor.page.links if link.href.startswith("/verein/")] == [
        CLUB,
        "Demo-Wanderfreunde",
    ]


async def test_the_responsible_invites_and_takes_back(visitor: Visitor, clock: StandingClock) -> None:
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/menschen")
    await visitor.submit("Einladung schicken", name="", mail="neu")
    assert len(visitor.page.errors) == 2
    await visitor.submit("Einladung schicken", name="Frau Neu", mail="neu@example.org", rolle="maintainer")
    assert "Die Einladung ist unterwegs." in visitor.page.text
    first = await link_in_mail_to("neu@example.org")
    clock.now += A_MOMENT
    await visitor.submit("Noch einmal schicken")
    assert await link_in_mail_to("neu@example.org") != first
    await visitor.submit("Zurücknehmen")
    assert (await visitor.get(await link_in_mail_to("neu@example.org"))).status == 404


async def test_the_last_responsible_stays(visitor: Visitor) -> None:
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/menschen")
    await visitor.click("Frau Demo")
    await visitor.submit("Jetzt beenden")
    assert visitor.page.errors[0].startswith("Jemand muss verantwortlich bleiben.")
    await visitor.submit("Aufgabe speichern", rolle="maintainer")
    assert visitor.page.errors[0].startswith("Jemand muss verantwortlich bleiben.")
    assert await Membership.select(Membership.role) == [{"role": "responsible"}]


async def test_the_responsible_hands_over(visitor: Visitor) -> None:
    await a_maintainer()
    await sign_in(visitor, await a_responsible())
    second = await Membership.select(Membership.id).where(Membership.role == "maintainer").first()
    assert second
    await visitor.get(f"{DESK}/menschen/{second['id']}")
    await visitor.submit("Aufgabe speichern", rolle="responsible")
    first = await Membership.select(Membership.id).where(Membership.id != second["id"]).first()
    assert first
    await visitor.get(f"{DESK}/menschen/{first['id']}")
    await visitor.submit("Jetzt beenden")
    assert await Membership.select(Membership.id) == [{"id": second["id"]}]
    assert visitor.page.status == 403


async def test_the_contact_changes_at_once_and_the_text_waits_for_the_board(visitor: Visitor) -> None:
    await a_district()
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/profil")
    await visitor.submit(
        "Speichern",
        ansprechperson="Frau Muster",
        telefon="0631 3654321",
        text="Turnen für alle.",
        website="example.org",
    )
    assert "Der Seniorenbeirat sieht den Text an." in visitor.page.text
    assert await profile() == ("Frau Muster", "+496313654321", "")

    waiting = await waiting_content(f"organisation:{await a_club()}")
    assert waiting
    await visitor.get(f"{DESK}/profil")
    assert visitor.page.form("Speichern").value("website") == "https://example.org"
    await profiles.let_through(waiting[0], BOARD, NOW)
    assert await profile() == ("Frau Muster", "+496313654321", "Turnen für alle.")


async def test_a_returned_text_comes_with_the_reason(visitor: Visitor) -> None:
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/profil")
    await visitor.submit("Speichern", ansprechperson="Frau Muster", telefon="0631 3654321", text="Kauft!")
    waiting = await waiting_content(f"organisation:{await a_club()}")
    assert waiting
    await profiles.send_back(waiting[0], Objection(Reason.ADVERTISING, "Bitte ohne Preise."), BOARD, NOW)
    await visitor.get(f"{DESK}/profil")
    assert (
        "Der Beitrag ist Werbung. Das dürfen wir hier nicht zeigen. Bitte ohne Preise." in visitor.page.text
    )
    assert (await profile())[2] == ""


async def test_what_a_proven_organisation_writes_is_public_at_once(visitor: Visitor) -> None:
    for title in ("Eins", "Zwei", "Drei"):
        await a_published_event(await a_club(), title=title)
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/profil")
    await visitor.submit("Speichern", ansprechperson="Frau Muster", telefon="0631 3654321", text="Turnen.")
    assert "So ist es jetzt zu sehen." in visitor.page.text
    assert (await profile())[2] == "Turnen."


async def test_an_organisation_can_be_reached(visitor: Visitor) -> None:
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/profil")
    await visitor.submit("Speichern", ansprechperson="Frau Muster", telefon="", mail="")
    assert visitor.page.errors == ["Schreiben Sie bitte eine Telefonnummer oder eine E-Mail-Adresse."]


async def test_another_club_cannot_touch_it(visitor: Visitor) -> None:
    await a_responsible()
    await sign_in(visitor, await from_another_club())
    for path in ("profil", "menschen"):
        assert (await visitor.get(f"{DESK}/{path}")).status == 403


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", ""),
        ("www.example.org", "https://www.example.org"),
        ("http://example.org/a?b=c", "http://example.org/a?b=c"),
    ],
)
def test_websites_as_people_write_them(typed: str, read: str) -> None:
    assert read_website(typed) == read


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "javascript://example.org/%0aalert(1)",
        "ftp://example.org",
        "https://a:b@example.org",
        "verein",
        "http://[",
    ],
)
def test_what_is_no_website_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        read_website(typed)
    assert refused.value.field == "website"
