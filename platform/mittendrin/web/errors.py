"""Error pages: what went wrong becomes a page that helps, and the log learns where, never who or what.

A page about trouble must come even when the trouble is our own: if the templates, the site's data or the
database cannot be had, a bare page with the same words is sent.
"""

import logging
import sqlite3
from collections.abc import Callable, Mapping
from html import escape
from traceback import extract_tb, format_list
from typing import Any, cast

import asyncpg  # type: ignore[import-untyped]
from litestar import Litestar, MediaType, Request, Response
from litestar.exceptions import HTTPException
from litestar.response import Redirect
from litestar.types import HTTPScope

from mittendrin.core.refusal import NotFound, Refused
from mittendrin.web import problems
from mittendrin.web.asgi import ASGIApp, Message, Receive, Scope, Send
from mittendrin.web.problems import Problem
from mittendrin.web.rendering import page
from mittendrin.web.walks import begins_at

AnyRequest = Request[Any, Any, Any]
AnyResponse = Response[Any]
ErrorHandler = Callable[[AnyRequest, Exception], AnyResponse]

logger = logging.getLogger("mittendrin.errors")

# The database is not there or not there for us: it will come back, and nobody has to be told more.
DATABASE_AWAY: tuple[type[Exception], ...] = (
    ConnectionError,
    TimeoutError,
    sqlite3.OperationalError,
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.InsufficientResourcesError,
    asyncpg.OperatorInterventionError,
)


def exception_handlers() -> dict[int | type[Exception], ErrorHandler]:
    """What the app hands to Litestar."""
    handlers: dict[int | type[Exception], ErrorHandler] = {
        Refused: _answer_refused,
        NotFound: _answer_not_found,
        HTTPException: _answer_http,
        Exception: _answer_unexpected,
    }
    return handlers | dict.fromkeys(DATABASE_AWAY, _answer_database_away)


def _answer_refused(request: AnyRequest, error: Exception) -> AnyResponse:
    return problem_answer(request, problems.refused(error.sentence if isinstance(error, Refused) else ""))


def _answer_not_found(request: AnyRequest, _error: Exception) -> AnyResponse:
    return problem_answer(request, problems.not_found())


def _answer_http(request: AnyRequest, error: Exception) -> AnyResponse:
    status = getattr(error, "status_code", problems.SERVER_FAULT)
    if status >= problems.SERVER_FAULT:
        log_error(request.scope, error)
    if status == problems.WRONG_METHOD and request.method == "GET" and (start := _start_of(request)):
        return Redirect(path=start, status_code=303)
    return problem_answer(request, problems.problem_for(status), getattr(error, "headers", None))


def _start_of(request: AnyRequest) -> str:
    path = request.scope["path"]
    return "" if path.startswith("/api/") else begins_at(path, request.app.routes)


def _answer_database_away(request: AnyRequest, error: Exception) -> AnyResponse:
    log_error(request.scope, error)
    return problem_answer(request, problems.back_soon())


def _answer_unexpected(request: AnyRequest, error: Exception) -> AnyResponse:
    log_error(request.scope, error)
    return problem_answer(request, problems.our_fault())


def problem_answer(
    request: AnyRequest, problem: Problem, headers: Mapping[str, str] | None = None
) -> AnyResponse:
    """The page for a problem; programs that ask the interface read it as JSON."""
    if request.scope["path"].startswith("/api/"):
        answer = _json_answer(problem)
    else:
        answer = _page_or_bare(request, problem)
    if problem.retry_after is not None:
        answer.set_header("Retry-After", str(problem.retry_after))
    for name, value in (headers or {}).items():
        answer.set_header(name, value)
    return answer


def _page_or_bare(request: AnyRequest, problem: Problem) -> AnyResponse:
    try:
        return page(request, problem.template, status=problem.status, problem=problem)
    except Exception as error:
        log_error(request.scope, error)
        return Response(bare_page(problem), status_code=problem.status, media_type=MediaType.HTML)


def _json_answer(problem: Problem) -> AnyResponse:
    said = {"status": problem.status, "title": problem.title, "detail": problem.sentence}
    return Response(said, status_code=problem.status, media_type="application/problem+json")


def bare_page(problem: Problem) -> str:
    """Needs nothing but its words."""
    title, sentence = escape(problem.title), escape(problem.sentence)
    return (
        '<!doctype html><html lang="de"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title></head>'
        f"<body><main><h1>{title}</h1><p>{sentence}</p>"
        '<p><a href="/">Zur Startseite</a></p></main></body></html>'
    )


class ProblemPages:
    """Sends error pages for the layers in front of Litestar, with Litestar's own means."""

    def __init__(self, app: Litestar) -> None:
        self._app = app

    async def send(self, problem: Problem, scope: Scope, receive: Receive, send: Send) -> None:
        known = {"litestar_app": self._app, "app": self._app, "path_params": {}, "state": {}}
        request: AnyRequest = Request(cast(HTTPScope, {**known, **scope}))
        answer = problem_answer(request, problem).to_asgi_response(app=None, request=request)
        await answer(request.scope, receive, send)  # type: ignore[arg-type]


class LastResort:
    """Whatever escapes from all layers below still becomes a page."""

    def __init__(self, app: ASGIApp, pages: ProblemPages) -> None:
        self._app = app
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        started = False

        async def send_and_note(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, send_and_note)
        except Exception as error:
            log_error(scope, error)
            if started:
                raise
            away = isinstance(error, DATABASE_AWAY)
            await self._pages.send(
                problems.back_soon() if away else problems.our_fault(), scope, receive, send
            )


def log_error(scope: Scope | Mapping[str, object], error: BaseException) -> None:
    """Where it happened. Messages of exceptions quote what people typed, and addresses carry tokens and
    names, so neither is written: the template of the route and the lines of code are enough to find it."""
    route = scope.get("path_template") or "(no route)"
    logger.error("%s %s\n%s", scope.get("method", "-"), route, "\n".join(_traces(error)))


def _traces(error: BaseException) -> list[str]:
    said: list[str] = []
    current: BaseException | None = error
    while current is not None:
        kind = type(current)
        said.append(
            "".join(format_list(extract_tb(current.__traceback__))) + f"{kind.__module__}.{kind.__qualname__}"
        )
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return said
