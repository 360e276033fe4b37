"""The cookie of somebody who signed in: what it is called, how it is read, set and taken away.

Sessions themselves live in `accounts`; the shell only has to know whether a request brings one.
"""

from dataclasses import dataclass

from litestar.datastructures import Cookie

from mittendrin.web.asgi import Scope, cookies, header

# Longer than every token we hand out: whatever is longer is not ours and costs no look-up.
TOKEN_LIMIT = 128


@dataclass(frozen=True, slots=True)
class SessionCookie:
    """Name and Secure flag follow the scheme of the base address: browsers refuse `__Host-` on plain http."""

    is_https: bool
    word: str = "sitzung"

    @property
    def name(self) -> str:
        return f"__Host-{self.word}" if self.is_https else self.word

    def read(self, scope: Scope) -> str | None:
        token = cookies(header(scope, b"cookie")).get(self.name)
        return token if token and len(token) <= TOKEN_LIMIT else None

    def carry(self, token: str, seconds: int) -> Cookie:
        return self._cookie(token, seconds)

    def end(self) -> Cookie:
        return self._cookie("", 0)

    def _cookie(self, value: str, seconds: int) -> Cookie:
        # Lax, not Strict: links in our mails lead signed-in people to their desk.
        return Cookie(
            key=self.name,
            value=value,
            max_age=seconds,
            path="/",
            secure=self.is_https,
            httponly=True,
            samesite="lax",
        )
