"""The security headers of every answer, whichever layer, route or error it comes from.

There is no script source at all: whatever slips into a page, no browser runs it.
"""

from litestar import Response

from mittendrin.web.asgi import ASGIApp, HeaderList, Message, Receive, Scope, Send

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

ALWAYS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    # With no-referrer, browsers would send neither Origin nor Referer with our own forms.
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    # Whoever may be kept says so; a page that says nothing may be personal.
    "cache-control": "no-store",
}
ON_HTTPS = {"strict-transport-security": "max-age=31536000; includeSubDomains"}


def shown_again_by_back(answer: Response[bytes]) -> Response[bytes]:
    """For a page that answers a form of a walk: with no-store the button "back" leads to an error.

    A form that makes something sends to another address than that of its page ("?senden"): what is sent to an address
    lets browsers forget the page that they have kept from there, and back would then show a new one with a new key.
    """
    answer.set_header("Cache-Control", "private, no-cache")
    return answer


class SecurityHeaders:
    """Adds what the answer does not say itself, so that a route can only make a header its own on purpose."""

    def __init__(self, app: ASGIApp, *, is_https: bool) -> None:
        wanted = ALWAYS | (ON_HTTPS if is_https else {})
        self._app = app
        self._wanted = [(name.encode(), value.encode()) for name, value in wanted.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = self._completed(list(message.get("headers", ())))
            await send(message)

        return await self._app(scope, receive, send_with_headers)

    def _completed(self, headers: HeaderList) -> HeaderList:
        present = {name.lower() for name, _value in headers}
        return headers + [(name, value) for name, value in self._wanted if name not in present]
