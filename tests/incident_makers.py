"""An incident about somebody whom the makers have made, for tests."""

from datetime import datetime

from makers import NOW, OFFICE
from mittendrin.incidents.actions import open_incidents, report_incident
from mittendrin.incidents.rules import Report
from mittendrin.people.tables import Person

HELPER, ASKER = "Demo-Person Hilfe", "Demo-Person Suche"


async def id_of(name: str) -> int:
    row = await Person.select(Person.id).where(Person.name == name).order_by(Person.id).first()
    assert row
    return int(row["id"])


async def report(name: str, now: datetime = NOW) -> int:
    """Each time with other words: the same ones are the same incident."""
    note = "Es fehlte Geld." + " Wieder." * len(await open_incidents())
    await report_incident(Report(await id_of(name), note, "Demo-Person"), OFFICE, now)
    return (await open_incidents())[-1].id
