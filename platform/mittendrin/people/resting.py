"""While an incident about somebody is open nothing new begins with them; only the lead lets it go on."""

from mittendrin.people.tables import Person

RESTS = "Hier klärt die Leitung gerade etwas. Bis dahin ruht alles."


async def hold_still(person_id: int) -> None:
    await Person.update({Person.held: True}).where(Person.id == person_id)


async def let_go_on(person_id: int) -> None:
    await Person.update({Person.held: False}).where(Person.id == person_id)


async def rests_for_certain(person_id: int | None) -> bool:
    """Inside a transaction: an incident that is being reported at this moment is waited for."""
    if person_id is None:
        return False
    held = (
        await Person.update({Person.held: Person.held}).where(Person.id == person_id).returning(Person.held)
    )
    return bool(held and held[0]["held"])


async def rests(person_id: int | None) -> bool:
    return bool(await Person.exists().where(Person.id == person_id, Person.held.eq(True)))
