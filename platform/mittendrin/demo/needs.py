"""What the sample's organisations need volunteers for: handed in by them, let through by the board."""

from datetime import timedelta

from mittendrin.demo.help import NeedRow
from mittendrin.demo.scene import Scene
from mittendrin.needs.actions import Sheet, add, let_through, subject_of
from mittendrin.needs.rules import NeedContact, NeedContent
from mittendrin.needs.tables import Need
from mittendrin.places.queries import districts
from mittendrin.publishing.queries import waiting_content
from mittendrin.volunteering.grid import Part, grid_of
from mittendrin.volunteering.queries import categories
from mittendrin.volunteering.states import Frequency

HANDED_IN, LET_THROUGH = timedelta(days=5), timedelta(days=4)


async def look_for_volunteers(scene: Scene) -> None:
    for number, row in enumerate(scene.sample.help.needs):
        await _look_for(row, f"need-{number}", scene)
        scene.tick()


async def _look_for(row: NeedRow, key: str, scene: Scene) -> None:
    organisation = scene.organisation(row.organisation)
    sheet = Sheet(scene.ground.organisations[row.organisation], await _content(row, scene), key)
    public = await add(sheet, scene.team.writer_for(organisation), scene.now - HANDED_IN)
    need = await Need.select(Need.id).where(Need.key == key).first()
    assert need  # noqa: S101 - made this moment
    waits = await waiting_content(subject_of(need["id"]))
    if waits and not public:
        await let_through(waits[0], scene.team.board, scene.now - LET_THROUGH)


async def _content(row: NeedRow, scene: Scene) -> NeedContent:
    organisation = scene.organisation(row.organisation)
    return NeedContent(
        title=row.title,
        task=row.task,
        category=next(one.id for one in await categories() if one.slug == row.category),
        helpers=row.helpers,
        times=grid_of([(2, Part.NOON), (4, Part.NOON)]),
        frequency=Frequency.WEEKLY,
        hours_per_week=2,
        place=row.place,
        district=next(one.id for one in await districts() if one.slug == row.district),
        onboarding=row.onboarding,
        expenses=row.expenses,
        insurance=row.insurance,
        prerequisites=row.prerequisites,
        contact=NeedContact(f"Ansprechperson {organisation.name}", organisation.phone, ""),
    )
