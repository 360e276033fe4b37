"""Delivers in the name of the office."""

from datetime import datetime
from urllib.parse import urlsplit

from mittendrin.core.email import read_email
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.outbox.delivery import Delivered, deliver_some
from mittendrin.outbox.mime import Sender
from mittendrin.outbox.post import post_for
from mittendrin.outbox.queries import anything_due
from mittendrin.places.queries import city_profile
from mittendrin.settings import Settings


async def deliver_round(settings: Settings, now: datetime) -> Delivered:
    """A few mails over one connection; none when none is due."""
    if not await anything_due(now):
        return Delivered()
    sender = await the_office(settings.base_url)
    async with post_for(settings.smtp, settings.data, sender.domain) as post:
        return await deliver_some(post, sender, now)


async def the_office(base_url: str) -> Sender:
    """Without an address of the office, mails come from one that nobody reads."""
    profile = await city_profile()
    domain = urlsplit(base_url).hostname or "localhost"
    try:
        email = read_email(profile.email if profile else "")
    except Refused:
        email = f"noreply@{'localhost' if ':' in domain else domain}"
    if profile is None:
        return Sender("Mittendrin", email, domain)
    invented = _("Diese E-Mail ist ein Beispiel, alles darin ist erfunden.") if profile.sample_data else ""
    return Sender(profile.office_name, email, domain, invented)
