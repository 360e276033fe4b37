"""Signing up without an account: the form, the check page, the slip; and signing off again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from litestar import HttpMethod, Request, Response, Router, get, post, route
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.audit.rules import VISITOR
from mittendrin.core.language import _
from mittendrin.core.numbers import read_number
from mittendrin.core.phone import local_number_completed
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.core.tokens import read_slip_code
from mittendrin.events.capacity import Decision, decide_sign_up
from mittendrin.registrations import absences, actions, queries
from mittendrin.registrations.absence_words import may_have_a_ride
from mittendrin.registrations.choosing import Shown, find_shown, find_target, say_whether
from mittendrin.registrations.consent import kept_until
from mittendrin.registrations.links import is_signed, slip_path
from mittendrin.registrations.queries import TargetView
from mittendrin.registrations.rules import Wish, refuse_unless_possible
from mittendrin.registrations.slip import show_slip, slip_by_code_and_name
from mittendrin.registrations.walk import FIELDS, read_wish
from mittendrin.web.forms import Form, read_form, read_query
from mittendrin.web.headers import shown_again_by_back
from mittendrin.web.limits import SIGN_UP, Limit, limited
from mittendrin.web.rendering import page
from mittendrin.web.robots import check_not_a_robot, press_again, robot_stamp, stamp_to_press_again
from mittendrin.web.sent_twice import KEY, begun, key_of

AnyRequest = Request[Any, Any, Any]
# A code has 31^8 forms: at this pace nobody finds one by trying.
GUESSES = Limit("slip", 150, timedelta(minutes=10))
# When and where, as the check page said it.
SEEN = "gesehen"
LEFT_FREE = "freigegeben"


@get("/veranstaltungen/{slug:str}/anmelden")
async def sign_up_form(
    request: AnyRequest, slug: FromPath[str], now: NamedDependency[datetime]
) -> Response[bytes]:
    query = read_query(request)
    view = await find_target(slug, query.line("termin"), now)
    # The date that the page shows, or the next one would be meant whenever the form comes back.
    form = Form.filled(fuer="mich", personen="1", termin=_number_of(view))
    return await _form_page(request, view, form, now)


@post("/veranstaltungen/{slug:str}/anmelden", guards=[limited(SIGN_UP)])
async def check_answers(
    request: AnyRequest, slug: FromPath[str], now: NamedDependency[datetime]
) -> Response[bytes]:
    """ "Angaben prüfen": nothing is stored yet."""
    form = await read_form(request)
    shown = await find_shown(slug, form.line("termin"), now)
    view = shown.view
    if shown.gone:
        return await _offer_instead(request, shown, form, now)
    if form.yes("aendern"):
        return await _form_page(request, view, form, now)
    with form.refusals():
        wish = read_wish(form)
        decision = refuse_unless_possible(view.situation, wish.party, now)
        return await _check_page(request, form, CheckView(view, wish, decision, robot_stamp(now)))
    return await _form_page(request, view, form, now, status=422)


@post("/veranstaltungen/{slug:str}/anmelden/absenden", guards=[limited(SIGN_UP)])
async def send_sign_up(
    request: AnyRequest, slug: FromPath[str], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    form = await read_form(request)
    shown = await find_shown(slug, form.line("termin"), now)
    view = shown.view
    is_moved = form.line(SEEN) not in {"", view.seen_mark}
    # The same check page sent twice: what the first one got still holds.
    if (shown.gone or is_moved) and (known := await queries.receipt_of_key(key_of(form))):
        return Redirect(path=slip_path(known.code), status_code=303)
    if shown.gone:
        return await _offer_instead(request, shown, form, now)
    with form.refusals():
        wish = read_wish(form)
        if again := _moved(view) if is_moved else press_again(form, now):
            return await _ask_again(request, form, _once_more(view, wish, now), again)
        check_not_a_robot(form, now)
        receipt = await actions.sign_up_as_seen(view, wish, VISITOR, now)
        return Redirect(path=slip_path(receipt.code), status_code=303)
    return await _form_page(request, view, form, now, status=422)


@dataclass(frozen=True, slots=True)
class CheckView:
    """`stamp` says when this page was made."""

    target: TargetView
    wish: Wish
    decision: Decision
    stamp: str


def _moved(target: TargetView) -> Refused:
    """Nobody is signed up for a time or a place that they have not read."""
    return Refused(
        _("Der Termin hat sich gerade geändert. Jetzt gilt: {when}. Passt das noch?", when=target.seen)
    )


def _once_more(target: TargetView, wish: Wish, now: datetime) -> CheckView:
    """Raises Refused when it is too late now."""
    decision = refuse_unless_possible(target.situation, wish.party, now)
    return CheckView(target, wish, decision, stamp_to_press_again(now))


async def _ask_again(request: AnyRequest, form: Form, view: CheckView, why: Refused) -> Response[bytes]:
    form.refuse(why)
    answer = await _check_page(request, form, view)
    answer.status_code = 422
    return answer


async def _check_page(request: AnyRequest, form: Form, view: CheckView) -> Response[bytes]:
    """The key makes a second submission harmless; no page is kept for others, or two people would share one."""
    event = f"/veranstaltungen/{view.target.first.slug}"
    form.take_up([*begun(form).carried((*FIELDS, KEY)), (SEEN, view.target.seen_mark)])
    answer = page(
        request,
        "registrations/check.html",
        form=form, view=view, sentence=await say_whether(view.target, view.decision), stamp=view.stamp, names=(*FIELDS, SEEN),
        completed=local_number_completed(form.value("telefon")), kept=kept_until(view.target.target, view.target.first.mode),
        send_to=f"{event}/anmelden/absenden", back_to=f"{event}/anmelden",
    )  # fmt: skip
    return shown_again_by_back(_private(answer))


async def _form_page(
    request: AnyRequest, view: TargetView, form: Form, now: datetime, status: int = 200
) -> Response[bytes]:
    decision = decide_sign_up(view.situation, 1, now)
    answer = page(
        request,
        "registrations/form.html",
        status=status, form=begun(form), view=view, decision=decision, sentence=await say_whether(view, decision),
    )  # fmt: skip
    return shown_again_by_back(answer)


async def _offer_instead(request: AnyRequest, shown: Shown, form: Form, now: datetime) -> Response[bytes]:
    """The next date, with all that was typed: nobody is signed up for it before they have seen it."""
    kept = [(name, value) for name, value in form.everything() if name != "termin"]
    form.take_up([*kept, ("termin", _number_of(shown.view))])
    instead = _("Der nächste ist {when}. Möchten Sie dann kommen?", when=shown.view.first.spoken)
    form.refuse(Refused(f"{shown.gone} {instead}"))
    return await _form_page(request, shown.view, form, now, status=422)


def _number_of(view: TargetView) -> str:
    return str(view.target.occurrence_id or "")


@route("/meine-termine", http_method=[HttpMethod.GET, HttpMethod.HEAD])
async def find_slip(request: AnyRequest) -> Response[bytes]:
    return page(request, "registrations/find.html", form=Form())


@post("/meine-termine", guards=[limited(GUESSES)])
async def open_slip(request: AnyRequest, now: NamedDependency[datetime]) -> Response[bytes] | Redirect:
    """Code and name together; one sentence for every wrong case."""
    form = await read_form(request)
    with form.refusals():
        code = read_slip_code(form.line("code", required=_("Schreiben Sie bitte den Code von Ihrem Zettel.")))
        name = form.line("name", required=_("Schreiben Sie bitte Ihren Namen."))
        form.check()
        return Redirect(path=slip_path(await slip_by_code_and_name(code or "", name)), status_code=303)
    return page(request, "registrations/find.html", status=422, form=form)


@get("/meine-termine/{code:str}/{signed:str}")
async def show(
    request: AnyRequest, code: FromPath[str], signed: FromPath[str], now: NamedDependency[datetime]
) -> Response[bytes]:
    view = await show_slip(_checked(code, signed), now)
    query = read_query(request)
    answer = page(
        request,
        "registrations/slip.html",
        view=view, asks_for_ride=bool(query.line("mitfahrt")), left_free=view.left_free(query.line(LEFT_FREE)),
    )  # fmt: skip
    return _private(answer)


@get("/meine-termine/{code:str}/{signed:str}/absagen")
async def ask_before_signing_off(
    request: AnyRequest, code: FromPath[str], signed: FromPath[str], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    """A whole course or a regular place; looking changes nothing."""
    view = await show_slip(_checked(code, signed), now)
    if not (view.can_sign_off and view.is_for_many_dates):
        return Redirect(path=slip_path(code), status_code=303)
    return _private(page(request, "registrations/sign_off.html", view=view))


@post("/meine-termine/{code:str}/{signed:str}/absagen")
async def sign_off(
    request: AnyRequest, code: FromPath[str], signed: FromPath[str], now: NamedDependency[datetime]
) -> Redirect:
    registration = await queries.by_code(_checked(code, signed))
    await actions.sign_off(registration, VISITOR, now)
    return Redirect(path=slip_path(code), status_code=303)


@post("/meine-termine/{code:str}/{signed:str}/annehmen")
async def accept(
    request: AnyRequest, code: FromPath[str], signed: FromPath[str], now: NamedDependency[datetime]
) -> Redirect:
    registration = await queries.by_code(_checked(code, signed))
    await actions.accept_offer(registration, VISITOR, now)
    return Redirect(path=slip_path(code), status_code=303)


@post("/meine-termine/{code:str}/{signed:str}/ablehnen")
async def decline(
    request: AnyRequest, code: FromPath[str], signed: FromPath[str], now: NamedDependency[datetime]
) -> Redirect:
    registration = await queries.by_code(_checked(code, signed))
    await actions.decline_offer(registration, VISITOR, now)
    return Redirect(path=slip_path(code), status_code=303)


@post("/meine-termine/{code:str}/{signed:str}/versehen")
async def come_back(
    request: AnyRequest, code: FromPath[str], signed: FromPath[str], now: NamedDependency[datetime]
) -> Redirect:
    """ "Das war ein Versehen: Ich komme doch." """
    registration = await queries.by_code(_checked(code, signed))
    if not registration.alive:
        await actions.come_back(registration, VISITOR, now)
    return Redirect(path=slip_path(code), status_code=303)


@post("/meine-termine/{code:str}/{signed:str}/freigeben")
async def leave_free(
    request: AnyRequest, code: FromPath[str], signed: FromPath[str], now: NamedDependency[datetime]
) -> Redirect:
    """ "Diese Woche kann ich nicht": one date of a regular place."""
    registration = await queries.by_code(_checked(code, signed))
    occurrence_id = await _chosen_date(request)
    await absences.leave_free(registration, occurrence_id, VISITOR, now)
    return Redirect(path=f"{slip_path(code)}?{LEFT_FREE}={occurrence_id}", status_code=303)


@post("/meine-termine/{code:str}/{signed:str}/doch")
async def come_after_all(
    request: AnyRequest, code: FromPath[str], signed: FromPath[str], now: NamedDependency[datetime]
) -> Redirect:
    registration = await queries.by_code(_checked(code, signed))
    await absences.come_after_all(registration, await _chosen_date(request), VISITOR, now)
    ride = "?mitfahrt=fragen" if await may_have_a_ride(registration.id) else ""
    return Redirect(path=f"{slip_path(code)}{ride}", status_code=303)


async def _chosen_date(request: AnyRequest) -> int:
    chosen = read_number((await read_form(request)).line("termin"))
    if chosen is None:
        raise Refused(_("Wählen Sie bitte einen Tag."))
    return chosen


def _checked(code: str, signed: str) -> str:
    if not is_signed(code, signed):
        raise NotFound
    return code


def _private(answer: Response[bytes]) -> Response[bytes]:
    answer.set_header("Cache-Control", "no-store")
    answer.set_header("X-Robots-Tag", "noindex")
    return answer


router = Router(
    "/",
    route_handlers=[
        sign_up_form, check_answers, send_sign_up, find_slip, open_slip, show, ask_before_signing_off, sign_off,
        accept, decline, come_back,
        leave_free, come_after_all,
    ],
)  # fmt: skip
