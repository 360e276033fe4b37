"""Addresses of what the office does with one person."""

from makers import NOW, OFFICE
from mittendrin.core.tokens import new_token
from mittendrin.farewells.actions import say_farewell
from mittendrin.people.actions import find_or_add
from mittendrin.people.rules import Contact, Leaving


async def things_of_people() -> dict[str, str]:
    return {"departed_id": str(await _somebody_gone())}


async def _somebody_gone() -> int:
    gone = await find_or_add(Contact(f"Demo-Person {new_token()[:6]}", phone="+491713920039"), NOW)
    await say_farewell(gone, Leaving.HOME, OFFICE, NOW)
    return gone
