"""Pages that use every layout and every piece, to test the shell before and beside the features."""

import datetime as dt
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, FileSystemLoader
from litestar import Litestar, Request, Response, get, post
from litestar.params import FromPath

from mittendrin.web import problems, rendering, site
from mittendrin.web.assets import serve_asset
from mittendrin.web.forms import Form, date_boxes, read_form
from mittendrin.web.letter_size import choose_size
from mittendrin.web.rendering import Entry, Menu, page
from visitor import ORIGIN

NINE, NOON, FOUR = dt.time(9), dt.time(12), dt.time(16)
HOURS = (((NINE, FOUR),),) * 4 + (((NINE, NOON),), (), ())
SITE = site.Site(
    "Kaiserslautern", "Seniorenbüro Kaiserslautern", "+496990009001", HOURS, ORIGIN, sample_data=True
)
TUESDAY_NOON = dt.datetime(2026, 11, 24, 11, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 24)
OFFICE = Menu("Büro", "Demo-Seniorenbüro", (Entry("Heute", "/buero"), Entry("Anliegen", "/buero/anliegen")))
SAMPLES = Path(__file__).parent / "samples"
PATHS = ["/mitmachen/probe", "/veranstaltungen", "/buero/anliegen/7"]


@get("/mitmachen/probe")
async def show_fields(request: Request[Any, Any, Any]) -> Response[bytes]:
    return page(request, "fields.html", form=Form.filled(frueher="a & b", **date_boxes("wann", TODAY)))


@post("/mitmachen/probe", status_code=422)
async def send_fields(request: Request[Any, Any, Any]) -> Response[bytes]:
    form = await read_form(request)
    form.choice("wer", ["ich", "du"], required="Für wen ist die Anmeldung?")
    form.line("name", required="Schreiben Sie bitte Ihren Namen.")
    form.date("tag", TODAY, required="An welchem Tag?")
    form.many("hilfe", ["v", "k"], required="Wählen Sie etwas aus.")
    form.text("text", required="Schreiben Sie uns etwas.")
    form.yes("neu", required="Bitte kreuzen Sie das an.")
    return page(request, "fields.html", status=422, form=form)


@get("/veranstaltungen")
async def show_pieces(request: Request[Any, Any, Any]) -> Response[bytes]:
    return page(request, "pieces.html", today=TODAY, start=NINE, end=NOON)


@get("/buero/anliegen/7")
async def show_desk(request: Request[Any, Any, Any]) -> Response[bytes]:
    return page(request, "desk.html", menu=OFFICE)


@get("/fehler/{status:int}")
async def show_problem(request: Request[Any, Any, Any], status: FromPath[int]) -> Response[bytes]:
    problem = problems.problem_for(status)
    return page(request, problem.template, status=problem.status, problem=problem)


async def load_site() -> site.Site:
    return SITE


def sample_app() -> Litestar:
    """Makes the sample templates findable beside the real ones, once."""
    env = rendering.environment()
    if not isinstance(env.loader, ChoiceLoader):
        assert env.loader is not None
        env.loader = ChoiceLoader([env.loader, FileSystemLoader(SAMPLES)])
    handlers = [show_fields, send_fields, show_pieces, show_desk, show_problem, choose_size, serve_asset]
    app = Litestar(handlers, before_request=site.bring_site, openapi_config=None, logging_config=None)
    app.state.load_site = load_site
    app.state.clock = lambda: TUESDAY_NOON
    return app
