"""What the page about subscribing shows: the feed somebody chose, and the ways to get it onto a device."""

from collections.abc import Mapping
from dataclasses import dataclass

from mittendrin.calendars.rules import FeedChoice, feed_name, feed_path, google_link, webcal_link
from mittendrin.core.language import _
from mittendrin.web.qr_code import qr_image


@dataclass(frozen=True)
class Offered:
    """What feeds can be narrowed to: slugs and names, in the order in which people read them."""

    topics: Mapping[str, str]
    districts: Mapping[str, str]
    organisations: Mapping[str, str]


@dataclass(frozen=True)
class Subscription:
    """One feed. `address` is for copying, `webcal` opens calendar programs, `image` is the latter to scan."""

    name: str
    address: str
    webcal: str
    google: str
    image: str


@dataclass(frozen=True)
class SubscribeView:
    """The offers of each select, with the answer "all" in front."""

    subscription: Subscription
    topics: Mapping[str, str]
    districts: Mapping[str, str]
    organisations: Mapping[str, str]


def read_choice(query: Mapping[str, str], offered: Offered) -> FeedChoice:
    """`?thema=sport&stadtteil=`; what is not on offer does not count."""
    return FeedChoice(
        topic=_offered(query.get("thema"), offered.topics),
        district=_offered(query.get("stadtteil"), offered.districts),
        organisation=_offered(query.get("organisation"), offered.organisations),
    )


def subscribe_view(office: str, base_url: str, offered: Offered, choice: FeedChoice) -> SubscribeView:
    path = feed_path(choice.topic, choice.district, choice.organisation)
    name = feed_name(office, *_names(offered, choice))
    return SubscribeView(
        subscription=subscription(name, f"{base_url}{path}"),
        topics={"": _("Alle Themen"), **offered.topics},
        districts={"": _("Ganze Stadt"), **offered.districts},
        organisations={"": _("Alle Vereine und Einrichtungen"), **offered.organisations},
    )


def subscription(name: str, address: str) -> Subscription:
    webcal = webcal_link(address)
    return Subscription(name, address, webcal, google_link(address), qr_image(webcal))


def _offered(slug: str | None, names: Mapping[str, str]) -> str | None:
    return slug if slug in names else None


def _names(offered: Offered, choice: FeedChoice) -> list[str]:
    chosen = (
        (choice.topic, offered.topics),
        (choice.district, offered.districts),
        (choice.organisation, offered.organisations),
    )
    return [names[slug] for slug, names in chosen if slug]
