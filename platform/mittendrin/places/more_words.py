"""For migrations: a city that runs already learns words by which people name a kind of help.

manager.add_raw(more_words("notfall", ("werde bedroht", "Einbrecher")))
"""

from collections.abc import Awaitable, Callable, Iterable

from piccolo.querystring import QueryString

from mittendrin.database.engine import current_engine


def more_words(slug: str, words: Iterable[str], *, declined: bool = True) -> Callable[[], Awaitable[None]]:
    """What the office has written stays as it is, and so does a kind that it leaves to others by now: words for help that
    needs professionals, which is `declined`, would send people to neighbours, and the other way round.
    """

    async def run() -> None:
        engine = current_engine()
        asked = QueryString(
            "SELECT id, synonyms FROM help_category WHERE slug = {} AND professional = {}", slug, declined
        )
        for row in await engine.run_querystring(asked):
            said = with_more(row["synonyms"], words)
            await engine.run_querystring(
                QueryString("UPDATE help_category SET synonyms = {} WHERE id = {}", said, row["id"])
            )

    return run


def with_more(synonyms: str, words: Iterable[str]) -> str:
    kept = [one.strip() for one in synonyms.split(",") if one.strip()]
    known = {one.casefold() for one in kept}
    return ", ".join([*kept, *(one for one in words if one.casefold() not in known)])
