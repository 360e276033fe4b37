"""The office and the organisations of the city."""

from makers import NOW, PASSWORD, a_club, a_district, a_member
from mittendrin.accounts.tables import Account
from mittendrin.audit.queries import history
from mittendrin.audit.rules import Doer
from mittendrin.core.clock import local_day
from mittendrin.desks.board.log import decisions_in
from mittendrin.organisations.profiles import submit_profile
from mittendrin.organisations.queries import contact_of, organisation_by_slug, profile_of
from mittendrin.organisations.rules import ContactPerson, Profile
from mittendrin.organisations.tables import Membership
from mittendrin.outbox.tables import Mail
from mittendrin.publishing.queries import waiting_content
from mittendrin.volunteering.tables import HelpRequest
from needing import a_public_need, request_of
from people import CLUB, a_clerk, link_in_mail_to, sign_in
from visitor import Visitor

PATH = "/buero/organisationen"
CLUB_PATH = f"{PATH}/demo-turnverein-barbarossa"


async def test_a_new_organisation_with_its_first_responsible(visitor: Visitor) -> None:
    district = await a_district()
    await sign_in(visitor, await a_clerk())
    await visitor.get(PATH)
    await visitor.click("Neue Organisation")
    await visitor.submit(
        "Organisation anlegen",
        name="Demo-Singkreis Süd",
        art="initiative",
        ansprechperson="Frau Klang",
        telefon="0631 3654321",
        website="www.example.org",
        stadtteile=str(district),
        verantwortlich="Frau Klang",
        verantwortlich_mail="klang@example.org",
    )
    assert visitor.page.heading == "Demo-Singkreis Süd"
    known = await organisation_by_slug("demo-singkreis-sued")
    assert contact_of(known) == ContactPerson("Frau Klang", "+496313654321", "")
    assert await profile_of(known) == Profile("", "https://www.example.org", (district,))
    visitor.client.cookies.clear()
    await visitor.get(await link_in_mail_to("klang@example.org"))
    await visitor.submit("Zugang anlegen", passwort=PASSWORD)
    assert visitor.page.path == "/verein/demo-singkreis-sued"


async def test_what_is_missing_is_said_all_at_once(visitor: Visitor) -> None:
    await sign_in(visitor, await a_clerk())
    await visitor.get(f"{PATH}/neu")
    await visitor.submit("Organisation anlegen", verantwortlich="Frau Klang", website="kein wort")
    assert visitor.page.errors == [
        "Schreiben Sie bitte den Namen.",
        "Wer ist bei Ihnen ansprechbar?",
        "Diese Internetadresse stimmt so nicht. Zum Beispiel: www.example.org",
        "Schreiben Sie bitte auch die E-Mail-Adresse.",
    ]
    assert visitor.page.form("Organisation anlegen").value("verantwortlich") == "Frau Klang"


async def test_two_of_the_same_name_have_two_addresses(visitor: Visitor) -> None:
    await sign_in(visitor, await a_clerk())
    await visitor.get(f"{PATH}/neu")
    first = {"name": "Neu", "ansprechperson": "Frau A", "telefon": "0631 3654321"}
    await visitor.submit("Organisation anlegen", **first)
    assert visitor.page.path == f"{PATH}/neu-2?getan=angelegt"
    await visitor.get(f"{PATH}/neu")
    await visitor.submit("Organisation anlegen", **first | {"name": "NEU"})
    assert visitor.page.errors == ["Neu gibt es schon."]
    assert ("Neu ansehen", f"{PATH}/neu-2") in [(one.text, one.href) for one in visitor.page.links]
    await visitor.submit("Organisation anlegen", trotzdem="ja")
    assert visitor.page.path == f"{PATH}/neu-3?getan=angelegt"


async def what_was_done(club: int) -> list[tuple[str, str, str]]:
    """Newest first."""
    return [(line.act, line.actor_name, line.detail) for line in await history(f"organisation:{club}")]


async def test_what_the_office_puts_right_counts_at_once_and_the_author_reads_it(visitor: Visitor) -> None:
    club = await a_club()
    author = Doer("Frau Demo", account_id=await a_member("verein@example.org", club))
    await submit_profile(club, Profile("Alter Text", "", ()), author, NOW)
    await sign_in(visitor, await a_clerk())
    await visitor.get(f"{CLUB_PATH}/angaben")
    assert "Ein neuer Text des Veranstalters wartet auf den Beirat." in visitor.page.text
    await visitor.submit("Speichern", name="Demo-Turnverein", ansprechperson="Frau Neu", text="Neuer Text")
    assert "So ist es jetzt zu sehen." in visitor.page.text
    known = await organisation_by_slug("demo-turnverein-barbarossa")
    assert (known.name, known.profile) == ("Demo-Turnverein", "Neuer Text")
    assert await waiting_content(f"organisation:{club}") is None

    assert (await what_was_done(club))[:3] == [
        ("organisation.put_right", "Herr Büro", "Text von Frau Demo erledigt"),
        ("organisation.contact_changed", "Herr Büro", ""),
        ("organisation.renamed", "Herr Büro", ""),
    ]
    mails = await Mail.select(Mail.recipient, Mail.body).where(Mail.purpose == "version_replaced")
    assert [mail["recipient"] for mail in mails] == ["verein@example.org"]
    assert "Ihr Text wartet deshalb nicht mehr." in mails[0]["body"]
    (decision,) = await decisions_in(local_day(NOW).replace(day=1))
    assert (decision.words, decision.who, decision.organisation) == (
        "Text vom Büro geändert: Text von Frau Demo erledigt",
        "Herr Büro",
        "Demo-Turnverein",
    )


async def test_another_name_stands_at_once_in_what_a_club_needs(visitor: Visitor) -> None:
    need = await a_public_need()
    await sign_in(visitor, await a_clerk())
    await visitor.get(f"{CLUB_PATH}/angaben")
    await visitor.submit("Speichern", name="Neuer Turnbund", ansprechperson="Frau Neu")
    asked = await HelpRequest.select(HelpRequest.what).where(HelpRequest.id == await request_of(need))
    assert asked == [{"what": "Einkaufen für den Mittagstisch (Neuer Turnbund)"}]


async def test_a_text_that_the_office_does_not_touch_goes_on_waiting(visitor: Visitor) -> None:
    club = await a_club()
    await submit_profile(club, Profile("Neuer Text", "", ()), Doer("Frau Demo"), NOW)
    await sign_in(visitor, await a_clerk())
    await visitor.get(f"{CLUB_PATH}/angaben")
    await visitor.submit("Speichern", ansprechperson="Frau Neu")
    assert await waiting_content(f"organisation:{club}") is not None
    acts = [act for act, _who, _detail in await what_was_done(club)]
    assert acts == ["organisation.contact_changed", "organisation.submitted"]


async def test_a_clerk_writes_no_text_for_the_own_club(visitor: Visitor) -> None:
    club = await a_club()
    await sign_in(visitor, await a_clerk())
    clerk = await Account.select(Account.id).where(Account.email == "buero@example.org").first()
    assert clerk
    await Membership.insert(Membership(organisation=club, account=clerk["id"], role="maintainer"))
    await visitor.get(f"{CLUB_PATH}/angaben")
    await visitor.submit("Speichern", ansprechperson="Frau Neu", text="Wir sind die Besten.")
    assert visitor.page.errors == ["Sie gehören zu diesem Veranstalter. Den Text ändert bitte jemand anders."]
    known = await organisation_by_slug("demo-turnverein-barbarossa")
    assert (known.contact_name, known.profile, await what_was_done(club)) == ("", "", [])


async def test_the_office_invites_for_a_club(visitor: Visitor) -> None:
    await a_club()
    await sign_in(visitor, await a_clerk())
    await visitor.get(PATH)
    await visitor.click(CLUB)
    await visitor.submit("Einladung schicken", name="Herr Neu", mail="neu@example.org")
    await visitor.submit("Noch einmal schicken")
    await visitor.submit("Zurücknehmen")
    assert "Die Einladung gilt nicht mehr." in visitor.page.text
    assert (await visitor.get(await link_in_mail_to("neu@example.org"))).status == 404
