"""What organisations need volunteers for, for tests."""

from dataclasses import replace
from typing import Any

from makers import CLUB, NOW, OFFICE, a_category, a_club, a_district
from mittendrin.core.tokens import new_token
from mittendrin.needs.actions import Sheet, add, let_through, subject_of
from mittendrin.needs.rules import NeedContact, NeedContent
from mittendrin.needs.tables import Need
from mittendrin.publishing.queries import waiting_content
from mittendrin.volunteering.grid import Part, grid_of
from mittendrin.volunteering.start_set import add_start_set
from mittendrin.volunteering.states import Frequency


async def a_need_content(**changes: Any) -> NeedContent:
    """Somebody to shop on Tuesday mornings, as in makers.an_offer."""
    await add_start_set()
    content = NeedContent(
        title="Einkaufen für den Mittagstisch",
        task="Sie kaufen mit dem Vereinsauto ein.",
        category=await a_category("einkauf"),
        helpers=1,
        times=grid_of([(1, Part.MORNING)]),
        frequency=Frequency.WEEKLY,
        hours_per_week=2,
        place="Vereinsheim",
        district=await a_district(),
        onboarding="Beim ersten Mal kommt jemand mit.",
        expenses="Fahrkarte",
        insurance="Über den Verein",
        prerequisites="",
        contact=NeedContact("Demo-Person Verein", "+496990009012", "verein@example.org"),
    )
    return replace(content, **changes)


async def a_submitted_need(club: int | None = None, **changes: Any) -> tuple[int, int]:
    """Its id and that of the version that waits."""
    content, key = await a_need_content(**changes), new_token()
    await add(Sheet(club or await a_club(), content, key), CLUB, NOW)
    need = await Need.select(Need.id).where(Need.key == key).first()
    assert need
    waits = await waiting_content(subject_of(need["id"]))
    assert waits
    return need["id"], waits[0]


async def a_public_need(club: int | None = None, **changes: Any) -> int:
    need_id, revision_id = await a_submitted_need(club, **changes)
    await let_through(revision_id, OFFICE, NOW)
    return need_id


async def request_of(need_id: int) -> int:
    row = await Need.select(Need.request).where(Need.id == need_id).first()
    assert row and row["request"]
    return int(row["request"])


async def slug_of(need_id: int) -> str:
    row = await Need.select(Need.slug).where(Need.id == need_id).first()
    assert row
    return str(row["slug"])
