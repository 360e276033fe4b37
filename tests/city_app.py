"""The real application for the browser, with two liberties that no person notices.

Its time stands still until a test asks for `PASSING/<seconds>`: what a page says depends on no hour of the day.
Behind the end of each page a comment names the template, so that a test knows that it looks at the right one.
"""

from datetime import timedelta

from jinja2 import Template

from app_fixtures import StandingClock
from makers import cheap_passwords
from mittendrin.app import create_app
from mittendrin.settings import settings
from mittendrin.web import rendering
from mittendrin.web.asgi import ASGIApp, Receive, Scope, Send

PASSING = "/zeit-vergeht"


class Signed(Template):
    def render(self, *args: object, **kwargs: object) -> str:
        shown = super().render(*args, **kwargs)
        return f"{shown}<!--{self.name}-->" if shown.rstrip().endswith("</html>") else shown


def city_app() -> ASGIApp:
    rendering.environment().template_class = Signed
    clock = StandingClock()
    shell = create_app(settings(), clock, cheap_passwords())

    async def with_its_own_time(scope: Scope, receive: Receive, send: Send) -> None:
        before, _, seconds = scope.get("path", "").rpartition("/")
        if before != PASSING:
            await shell(scope, receive, send)
            return
        clock.now += timedelta(seconds=int(seconds))
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": clock.now.isoformat().encode()})

    return with_its_own_time
