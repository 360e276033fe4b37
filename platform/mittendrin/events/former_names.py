"""A link from before a topic or a district became another one still finds what it meant."""

from dataclasses import replace

from mittendrin.events.filters import Filter
from mittendrin.places.naming import NameKind, slug_now


async def as_called_now(chosen: Filter) -> Filter:
    topic = await slug_now(NameKind.TOPIC, chosen.topic)
    return replace(chosen, topic=topic, district=await slug_now(NameKind.DISTRICT, chosen.district))
