""" "Ich habe Zeit für andere" and "Ich könnte Hilfe brauchen": two walks without an account."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from litestar import HttpMethod, Request, Response, Router, post, route
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.audit.rules import VISITOR
from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.core.numbers import LARGEST_NUMBER
from mittendrin.core.phone import local_number_completed
from mittendrin.texts.queries import show_text
from mittendrin.texts.rules import GET_HELP, OFFER_HELP
from mittendrin.volunteering import number_pages
from mittendrin.volunteering.asking import read_interest, read_offer, read_request
from mittendrin.volunteering.doubting import Doubt, doubt_of
from mittendrin.volunteering.interests import wanted
from mittendrin.volunteering.queries import CategoryView, Town, town
from mittendrin.volunteering.taking_in import take_in_offer, take_in_request
from mittendrin.volunteering.walking import CHANGING, Answers, Question, Walk
from mittendrin.volunteering.walks import OFFER_WALK, REQUEST_WALK
from mittendrin.volunteering.words import answers_of_offer, answers_of_request, choices
from mittendrin.web.forms import Form, read_form, read_query
from mittendrin.web.headers import shown_again_by_back
from mittendrin.web.limits import REPORT, limited
from mittendrin.web.prepared import Keep, prepared
from mittendrin.web.rendering import page
from mittendrin.web.robots import check_not_a_robot, press_again, robot_stamp, stamp_to_press_again
from mittendrin.web.sent_twice import begun
from mittendrin.web.site import site_of

AnyRequest = Request[Any, Any, Any]
# In the address of a page that is shown again with its mistakes, because somebody wants larger letters.
READ_ALREADY = "geprueft"
READ = [HttpMethod.GET, HttpMethod.HEAD]


@dataclass(frozen=True, slots=True)
class Door:
    """One of the two walks, with what happens at its end."""

    walk: Walk
    text: str
    show: Callable[[Form, Town], Answers]
    take_in: Callable[[Form, Town, datetime], Awaitable[str]]
    thanks: str


async def _take_in_offer(form: Form, choose: Town, now: datetime) -> str:
    return await take_in_offer(read_offer(form, choose), VISITOR, now)


async def _take_in_request(form: Form, choose: Town, now: datetime) -> str:
    return await take_in_request(read_request(form, choose), VISITOR, now)


DOORS = {
    OFFER_HELP: Door(OFFER_WALK, OFFER_HELP, answers_of_offer, _take_in_offer, "danke"),
    GET_HELP: Door(REQUEST_WALK, GET_HELP, answers_of_request, _take_in_request, "notiert"),
}


def _door(request: AnyRequest) -> Door:
    return DOORS[request.url.path.split("/")[1]]


@route("/", http_method=READ)
async def introduction(request: AnyRequest) -> Response[bytes]:
    door = _door(request)
    view = await show_text(door.text, site_of(request))
    answer = page(request, f"{door.walk.templates}/introduction.html", view=view, walk=door.walk)
    return prepared(request, answer, Keep(areas={f"texts:{door.text}"}))


@route("/anfangen", http_method=READ)
async def begin(request: AnyRequest, now: NamedDependency[datetime]) -> Response[bytes]:
    door, choose = _door(request), await town(local_day(now))
    return _question_page(request, door, door.walk.questions[0], await _begin(request), choose)


async def _begin(request: AnyRequest) -> Form:
    """Empty, or with what an organisation needs, when somebody comes from its page."""
    found = await wanted(read_query(request).number("stelle", 1, LARGEST_NUMBER))
    if found is None:
        return Form.filled(fuer="mich")
    return Form.filled(fuer="mich", stelle=str(found.request_id), was=[found.category])


@post("/{step:str}")
async def go_to(request: AnyRequest, step: FromPath[str], now: NamedDependency[datetime]) -> Response[bytes]:
    door, choose, form = _door(request), await town(local_day(now)), await read_form(request)
    question = door.walk.question(step)
    with form.refusals():
        door.walk.check_until(question, form, choose)
        if read_query(request).yes(READ_ALREADY):
            question.read(form, choose)
        return _question_page(request, door, question, form, choose)
    return _question_page(request, door, door.walk.of_errors(form), form, choose)


@post("/pruefen")
async def check(request: AnyRequest, now: NamedDependency[datetime]) -> Response[bytes]:
    """ "Angaben prüfen": nothing is stored yet."""
    door, choose, form = _door(request), await town(local_day(now)), await read_form(request)
    with form.refusals():
        door.walk.check_until(None, form, choose)
        return _check_page(request, form, await _view(door, form, choose, robot_stamp(now)))
    return _question_page(request, door, door.walk.of_errors(form), form, choose)


async def _view(door: Door, form: Form, choose: Town, stamp: str) -> "CheckView":
    answers = await _interest(form) + door.walk.with_skipped(door.show(form, choose), form)
    return CheckView(door.walk, answers, stamp, _completed(form))


def _check_page(request: AnyRequest, form: Form, view: "CheckView") -> Response[bytes]:
    status = 422 if form.errors else 200
    return shown_again_by_back(
        page(request, "volunteering/check.html", status=status, form=begun(form), view=view)
    )


def _completed(form: Form) -> str:
    return (form.phone("telefon") or "") if local_number_completed(form.value("telefon")) else ""


async def _interest(form: Form) -> Answers:
    found = await wanted(read_interest(form))
    return [(_("Sie interessieren sich für"), found.what, "")] if found else []


@post("/absenden", guards=[limited(REPORT)])
async def send(request: AnyRequest, now: NamedDependency[datetime]) -> Response[bytes] | Redirect:
    door, choose, form = _door(request), await town(local_day(now)), await read_form(request)
    with form.refusals():
        door.walk.check_until(None, form, choose)
        if again := press_again(form, now):
            view = await _view(door, form, choose, stamp_to_press_again(now))
            form.refuse(again)
            return _check_page(request, form, view)
        check_not_a_robot(form, now)
        code = await door.take_in(form, choose, now)
        return Redirect(path=f"{door.walk.path}/{door.thanks}/{code}", status_code=303)
    return _question_page(request, door, door.walk.of_errors(form), form, choose)


@dataclass(frozen=True, slots=True)
class CheckView:
    """`stamp` says when this page was made.

    `completed` is the number to which we have added the area code.
    """

    walk: Walk
    answers: Answers
    stamp: str
    completed: str


def _question_page(
    request: AnyRequest, door: Door, question: Question, form: Form, choose: Town
) -> Response[bytes]:
    walk = door.walk
    if form.error("wobei") and (declined := choose.declined(form.value("wobei"))):
        return _declined_page(request, walk, form, declined)
    if doubt := doubt_of(form, choose):
        return _doubtful_page(request, walk, form, doubt)
    answer = page(
        request,
        f"{walk.templates}/{question.slug}.html",
        status=422 if form.errors else 200,
        form=begun(form),
        walk=walk,
        question=question,
        behind=walk.behind(question, form),
        before=walk.before(question, form),
        changing=form.yes(CHANGING),
        may_skip=question.optional and not form.yes(CHANGING),
        carried=[name for name in walk.fields if name not in question.fields],
        choices=choices(choose),
    )
    return shown_again_by_back(answer)


def _declined_page(request: AnyRequest, walk: Walk, form: Form, declined: CategoryView) -> Response[bytes]:
    """Nobody has made a mistake: the page itself says it, and where to turn."""
    form.errors.clear()
    answer = page(
        request,
        "volunteering/professionals.html",
        status=422,
        form=form,
        walk=walk,
        declined=declined,
        question=None,
    )
    return shown_again_by_back(answer)


def _doubtful_page(request: AnyRequest, walk: Walk, form: Form, doubt: Doubt) -> Response[bytes]:
    """Words may mean something else: 112 first, and people go on all the same."""
    question = walk.of_errors(form)
    form.errors.clear()
    answer = page(
        request,
        "volunteering/doubtful.html",
        status=422,
        form=form,
        walk=walk,
        declined=doubt.kind,
        doubt=doubt,
        question=question,
        behind=walk.behind(question, form),
    )
    return shown_again_by_back(answer)


WALKING = [introduction, begin, go_to, check, send]
routers = [
    Router(f"/{OFFER_HELP}", route_handlers=[*WALKING, *number_pages.OF_OFFERS]),
    Router(f"/{GET_HELP}", route_handlers=[*WALKING, *number_pages.OF_REQUESTS]),
]
