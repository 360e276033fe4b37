from dataclasses import dataclass
from datetime import datetime
from functools import cache

from mittendrin.core.refusal import NotFound
from mittendrin.paths import PACKAGE
from mittendrin.places.queries import city_profile
from mittendrin.texts.rendering import Rendered, render_text
from mittendrin.texts.rules import SLUGS, Fact, Facts, Source, read_source
from mittendrin.texts.tables import SiteText
from mittendrin.web.site import Site

FOLDER = PACKAGE / "site_texts"


@dataclass(frozen=True, slots=True)
class TextView:
    """What the page of a text prints."""

    title: str
    content: Rendered


@dataclass(frozen=True, slots=True)
class Written:
    """A text as the office edits it; `changed_at` None: nobody has changed what was delivered."""

    slug: str
    title: str
    body: str
    changed_at: datetime | None


async def show_text(slug: str, site: Site) -> TextView:
    """Raises NotFound."""
    text = await written(slug)
    return TextView(text.title, render_text(text.body, await facts(site)))


async def written(slug: str) -> Written:
    """Raises NotFound."""
    if slug not in SLUGS:
        raise NotFound
    row = await SiteText.select().where(SiteText.slug == slug).first()
    if row:
        return Written(slug, row["title"], row["body"], row["changed_at"])
    default = default_text(slug)
    return Written(slug, default.title, default.body, None)


async def all_written() -> list[Written]:
    """In the order of their titles."""
    return sorted([await written(slug) for slug in SLUGS], key=lambda text: text.title)


@cache
def default_text(slug: str) -> Source:
    return read_source((FOLDER / f"{slug}.md").read_text("utf-8"))


async def facts(site: Site) -> Facts:
    """What the placeholders stand for; empty where the office has not said it yet."""
    profile = await city_profile()
    if profile is None:
        return {}
    return {
        Fact.CITY: profile.city,
        Fact.OFFICE_NAME: profile.office_name,
        Fact.OFFICE_PHONE: profile.phone,
        Fact.OFFICE_HOURS: site.office_hours,
        Fact.OFFICE_EMAIL: profile.email,
        Fact.OFFICE_ADDRESS: profile.address,
        Fact.OPERATOR_NAME: profile.operator_name,
        Fact.OPERATOR_ADDRESS: profile.operator_address,
        Fact.OPERATOR_REPRESENTED_BY: profile.operator_represented_by,
    }
