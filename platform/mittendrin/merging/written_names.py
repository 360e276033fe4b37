"""Names within texts: what organisations wrote, as it lies in versions and in needs."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from mittendrin.events.content import content_from_json, content_to_json
from mittendrin.needs.content import need_from_json, need_to_json
from mittendrin.needs.tables import Need
from mittendrin.organisations.content import profile_from_json, profile_to_json
from mittendrin.places.naming import NameKind
from mittendrin.publishing.tables import Revision
from mittendrin.registrations import series


@dataclass(frozen=True, slots=True)
class Move:
    """The number of a name, and the one that takes its place."""

    gone: int
    kept: int

    def of(self, number: int) -> int:
        return self.kept if number == self.gone else number


Rewrite = Callable[[str, Move], str]


@dataclass(frozen=True, slots=True)
class Writing:
    """One row, and what its columns say after the move."""

    table: Any
    row_id: int
    texts: dict[str, str]


async def written(kind: NameKind, move: Move) -> list[Writing]:
    """Only what the move changes."""
    found = []
    for row in await Revision.select(Revision.id, Revision.subject, Revision.content, Revision.before):
        rewrite = _REWRITE.get((kind, row["subject"].partition(":")[0]), _leave)
        found.append(Writing(Revision, row["id"], _changed(row, ("content", "before"), rewrite, move)))
    for row in await Need.select(Need.id, Need.content):
        rewrite = _REWRITE.get((kind, "need"), _leave)
        found.append(Writing(Need, row["id"], _changed(row, ("content",), rewrite, move)))
    return [one for one in found if one.texts]


def _changed(row: dict[str, Any], columns: tuple[str, ...], rewrite: Rewrite, move: Move) -> dict[str, str]:
    texts = {column: rewrite(row[column], move) for column in columns if row[column]}
    return {column: text for column, text in texts.items() if text != row[column]}


def _leave(text: str, _move: Move) -> str:
    return text


def _topic_of_event(text: str, move: Move) -> str:
    content = content_from_json(text)
    if content.topic_id != move.gone:
        return text
    return content_to_json(replace(content, topic_id=move.kept))


def _topic_of_series(text: str, move: Move) -> str:
    change = series.from_json(text)
    if change.others.get("topic_id") != move.gone:
        return text
    return series.to_json(replace(change, others=change.others | {"topic_id": move.kept}))


def _districts_of_profile(text: str, move: Move) -> str:
    profile = profile_from_json(text)
    if move.gone not in profile.districts:
        return text
    districts = tuple(sorted({move.of(one) for one in profile.districts}))
    return profile_to_json(replace(profile, districts=districts))


def _district_of_need(text: str, move: Move) -> str:
    content = need_from_json(text)
    return need_to_json(replace(content, district=move.kept)) if content.district == move.gone else text


def _kind_of_need(text: str, move: Move) -> str:
    content = need_from_json(text)
    return need_to_json(replace(content, category=move.kept)) if content.category == move.gone else text


_REWRITE: dict[tuple[NameKind, str], Rewrite] = {
    (NameKind.TOPIC, "event"): _topic_of_event,
    (NameKind.TOPIC, "series"): _topic_of_series,
    (NameKind.DISTRICT, "organisation"): _districts_of_profile,
    (NameKind.DISTRICT, "need"): _district_of_need,
    (NameKind.HELP, "need"): _kind_of_need,
}
