"""Whose office this is and how it is reached: shown on every page, so a change drops them all."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.database.transactions import transaction
from mittendrin.database.violations import finds_the_first
from mittendrin.places.hours import Week
from mittendrin.places.tables import CityProfile
from mittendrin.web.changes import public_change

THE_CITY = 1  # there is one row


@dataclass(frozen=True, slots=True)
class City:
    """`phone` is E.164; `area_code` completes numbers that people give without one; the operator answers for the pages by law."""

    city: str
    office_name: str
    phone: str
    area_code: str
    email: str
    address: str
    hours: Week
    operator_name: str
    operator_address: str
    operator_represented_by: str


@finds_the_first
async def change_city(city: City, by: Doer, now: datetime) -> None:
    values: dict[Any, Any] = asdict(city) | {"hours": json.dumps(city.hours)}
    async with transaction():
        if not await CityProfile.update(values, force=True).returning(CityProfile.id):
            await CityProfile.insert(CityProfile(id=THE_CITY, **values))
        await record(Act("city.changed", f"city:{THE_CITY}", title=city.office_name), by, now)
        await public_change("site")
