"""Who did what in the whole city, for the lead. Nothing is changed here."""

from datetime import date, datetime, time
from typing import Any

from litestar import Request, Response, Router, get
from litestar.di import NamedDependency

from mittendrin.accounts.guards import office_lead
from mittendrin.accounts.rules import Actor
from mittendrin.audit.queries import log_of
from mittendrin.core.clock import at_local, local_day
from mittendrin.core.german import show_month
from mittendrin.core.language import _
from mittendrin.core.months import month_later, read_month
from mittendrin.core.refusal import NotFound
from mittendrin.desks.office.menu import DESK, menu
from mittendrin.desks.office.rules import FIELD_WORDS, FIELDS, field_of
from mittendrin.web.forms import Form, read_query
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
PATH = f"{DESK}/protokoll"
# Rows are kept for a year: this month and the twelve before.
MONTHS_KEPT = 13
LAST_PAGE = 9_999


@get("/")
async def protocol(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes]:
    query = read_query(request)
    month = read_month(query.line("monat"), local_day(now))
    field, number = query.line("bereich"), query.number("seite", 1, LAST_PAGE) or 1
    if field and field not in FIELDS:
        raise NotFound
    since, until = at_local(month, time.min), at_local(month_later(month, 1), time.min)
    lines, more = await log_of(FIELDS.get(field, ()), since, until, number)
    return page(
        request,
        "office/protocol.html",
        menu=menu(actor),
        form=Form.filled(monat=f"{month:%Y-%m}", bereich=field),
        month=show_month(month.year, month.month),
        months=_months(local_day(now)),
        fields_of_work={"": _("alles")} | {name: _(words) for name, words in FIELD_WORDS.items()},
        lines=[(line, _(FIELD_WORDS.get(field_of(line.kind), ""))) for line in lines],
        newer=_link(_("Neuere Einträge"), month, field, number - 1) if number > 1 else None,
        older=_link(_("Ältere Einträge"), month, field, number + 1) if more else None,
    )


def _months(today: date) -> dict[str, str]:
    this = today.replace(day=1)
    kept = [month_later(this, -back) for back in range(MONTHS_KEPT)]
    return {f"{month:%Y-%m}": show_month(month.year, month.month) for month in kept}


def _link(label: str, month: date, field: str, number: int) -> tuple[str, str]:
    return label, f"{PATH}?monat={month:%Y-%m}&bereich={field}&seite={number}"


router = Router(PATH, route_handlers=[protocol], guards=[office_lead])
