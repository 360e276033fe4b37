"""Whether everything arrived: mails that could not be delivered, and sending them once more."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.rules import Actor
from mittendrin.desks.office.menu import DESK, menu
from mittendrin.outbox.delivery import send_again
from mittendrin.outbox.queries import dead_letters, dead_mails, waiting_mails
from mittendrin.outbox.rules import MailState
from mittendrin.outbox.tables import Mail
from mittendrin.registrations.calls import people_behind
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Delivery:
    """`sent` counts since yesterday at this time."""

    dead: int
    waiting: int
    sent: int


async def delivery(now: datetime) -> Delivery:
    sent = await Mail.count().where(Mail.state == MailState.SENT.value, Mail.sent_at >= now - A_DAY)
    return Delivery(await dead_mails(), await waiting_mails(), int(sent))


@get("/nachrichten")
async def dead_list(request: AnyRequest, actor: NamedDependency[Actor]) -> Response[bytes]:
    letters = await dead_letters()
    people = await people_behind([letter.about for letter in letters])
    return page(request, "office/dead_letters.html", menu=menu(actor), letters=letters, people=people)


@post("/nachrichten/{mail_id:int}/nochmal")
async def once_more(
    mail_id: FromPath[int], actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Redirect:
    await send_again(mail_id, doer(actor), now)
    return Redirect(path=f"{DESK}/nachrichten", status_code=303)


handlers = [dead_list, once_more]
