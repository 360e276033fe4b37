"""Hours of the helper, by link: choosing it, writing them down, the certificate to print, and stopping."""

from datetime import datetime
from typing import Any

from litestar import HttpMethod, Request, Response, Router, post, route
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.engagements.hours import (
    certificate,
    count_hours,
    entries_of,
    hours_wished,
    stop_counting,
    take_hours_back,
    write_hours,
)
from mittendrin.engagements.pairs import Pair, pair_by_code
from mittendrin.engagements.reading import length_words, read_hours, read_hours_day
from mittendrin.engagements.telling import Voice
from mittendrin.volunteering.sides import Side
from mittendrin.web.forms import Form, read_form
from mittendrin.web.limits import by_link
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
READ = [HttpMethod.GET, HttpMethod.HEAD]
DEEDS = ("zaehlen", "eintragen", "loeschen", "aufhoeren")


async def _helper(code: str, signed: str) -> Pair:
    found, side = await pair_by_code(code, signed)
    if side is not Side.VOLUNTEER:
        raise NotFound
    return found


@route("/", http_method=READ)
async def show(
    request: AnyRequest, code: FromPath[str], signed: FromPath[str], now: NamedDependency[datetime]
) -> Response[bytes]:
    return await _page(request, await _helper(code, signed), Form(), now)


@post("/", guards=by_link())
async def act(
    request: AnyRequest, code: FromPath[str], signed: FromPath[str], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    found, form = await _helper(code, signed), await read_form(request)
    voice = Voice.by_link(found, Side.VOLUNTEER)
    with form.refusals():
        deed = form.value("tun")
        if deed not in DEEDS:
            raise Refused(_("Wählen Sie bitte, wie es weitergeht."))
        if deed == "zaehlen":
            await count_hours(found, voice, now)
        elif deed == "eintragen":
            await write_hours(found, read_hours(form, now), voice, now)
        elif deed == "loeschen":
            await take_hours_back(found, read_hours_day(form), voice, now)
        else:
            await stop_counting(found, voice, now)
        return Redirect(path=f"{found.path(Side.VOLUNTEER)}/stunden", status_code=303)
    return await _page(request, found, form, now)


@route("/{year:int}", http_method=READ)
async def show_certificate(
    request: AnyRequest,
    code: FromPath[str],
    signed: FromPath[str],
    year: FromPath[int],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    found, today = await _helper(code, signed), local_day(now)
    if year not in (today.year, today.year - 1):
        raise NotFound
    return _unlisted(
        page(
            request,
            "engagements/certificate.html",
            view=await certificate(found, year),
            back=f"{found.path(Side.VOLUNTEER)}/stunden",
            today=today,
        )
    )


async def _page(request: AnyRequest, found: Pair, form: Form, now: datetime) -> Response[bytes]:
    entries = await entries_of(found)
    return _unlisted(
        page(
            request,
            "engagements/hours.html",
            status=422 if form.errors else 200,
            form=form,
            found=found,
            path=found.path(Side.VOLUNTEER),
            wished=await hours_wished(found),
            entries=entries,
            years=sorted({one.day.year for one in entries}, reverse=True),
            lengths=length_words(),
        )
    )


def _unlisted(answer: Response[bytes]) -> Response[bytes]:
    answer.set_header("X-Robots-Tag", "noindex")
    return answer


router = Router("/einsatz/{code:str}/{signed:str}/stunden", route_handlers=[show, act, show_certificate])
