"""What somebody said by telephone is in the log as said by them, and what should not have been noted goes."""

import people
from makers import NOW, OFFICE, a_pair, an_engagement
from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.audit.tables import AuditEntry
from mittendrin.database.transactions import transaction
from mittendrin.engagements.ending import Ending, finish
from mittendrin.engagements.telling import Voice
from mittendrin.people.tables import Person
from people import sign_in
from visitor import Visitor

ILL = {"Hat Zucker", "Nach dem Schlaganfall"}


async def said_between_two() -> int:
    """About their proposal, their engagement and its end. Answers who asked for help."""
    engagement, proposal = await an_engagement()
    clerk = Doer("Herr Büro", remark="Hat Zucker")
    async with transaction():
        await record(Act("engagement.changed", f"engagement:{engagement}"), clerk, NOW)
        await record(Act("proposal.answered", f"proposal:{proposal}"), clerk, NOW)
    await finish(engagement, Ending(note="Nach dem Schlaganfall"), Voice(OFFICE), NOW)
    row = await Person.select(Person.id).where(Person.name == "Demo-Person Suche").first()
    assert row
    return int(row["id"])


async def noted() -> set[str]:
    return {str(value) for row in await AuditEntry.select() for value in row.values()} & ILL


async def test_a_remark_between_two_goes_from_the_page_of_either(visitor: Visitor) -> None:
    asker = await said_between_two()
    await sign_in(visitor, await people.a_clerk())
    await visitor.get(f"/buero/personen/{asker}")
    assert all(words in visitor.page.text for words in ILL)
    for _both in range(2):
        await visitor.submit("Nicht speichern")
        assert visitor.page.path.startswith(f"/buero/personen/{asker}")
    assert await noted() == set()


async def test_what_a_volunteer_says_by_telephone_is_said_by_them(visitor: Visitor) -> None:
    offer, _request = await a_pair()
    await sign_in(visitor, await people.a_clerk())
    await visitor.get(f"/buero/hilfe/angebote/{offer}")
    await visitor.submit("In 3 Monaten wieder fragen")
    said = await AuditEntry.select(AuditEntry.act, AuditEntry.channel, AuditEntry.on_behalf_of).where(
        AuditEntry.act.is_in(["offer.confirmed", "offer.rests"])
    )
    assert {(row["channel"], row["on_behalf_of"]) for row in said} == {("phone", "Demo-Person Hilfe")}
