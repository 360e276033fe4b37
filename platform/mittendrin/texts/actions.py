"""The office writes a text anew, or takes back its own version."""

from datetime import datetime
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.refusal import NotFound
from mittendrin.database.transactions import transaction
from mittendrin.database.violations import finds_the_first
from mittendrin.texts.queries import default_text
from mittendrin.texts.rules import SLUGS, Source, check
from mittendrin.texts.tables import SiteText
from mittendrin.web.changes import public_change


@finds_the_first
async def change_text(slug: str, source: Source, by: Doer, now: datetime) -> None:
    """Shown at once. Raises NotFound and Refused."""
    _known(slug)
    check(source)
    values: dict[Any, Any] = {"title": source.title, "body": source.body, "changed_at": now}
    async with transaction():
        if not await SiteText.update(values).where(SiteText.slug == slug).returning(SiteText.id):
            await SiteText.insert(SiteText(slug=slug, **values))
        await record(Act("text.changed", f"text:{slug}", title=source.title), by, now)
        await public_change(f"texts:{slug}")


async def restore_default(slug: str, by: Doer, now: datetime) -> None:
    """The text that was delivered is shown again. Raises NotFound."""
    _known(slug)
    async with transaction():
        await SiteText.delete().where(SiteText.slug == slug)
        await record(Act("text.restored", f"text:{slug}", title=default_text(slug).title), by, now)
        await public_change(f"texts:{slug}")


def _known(slug: str) -> None:
    if slug not in SLUGS:
        raise NotFound
