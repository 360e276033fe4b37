"""What people tell the office lies sealed in the database: whoever holds only the file or a backup reads none of it.

Rooms call `seal` where they write, `opened` where a form or an act reads and `shown` where a page only tells. A CHECK
refuses what nobody has sealed, and a `Sealed` column refuses to be searched: there is nothing in it that SQL could
find. An empty text stays empty.

    about = Sealed(default="")
    club_sealed = only_sealed("about")
"""

from collections.abc import Iterable
from typing import Any, NoReturn

from nacl.encoding import RawEncoder, URLSafeBase64Encoder
from nacl.exceptions import CryptoError
from nacl.hash import blake2b
from nacl.secret import SecretBox
from piccolo.columns import Text
from piccolo.constraints import Check
from piccolo.table import Table

from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.settings import read_settings

# The number is for the day on which something else is used: old texts are still opened by what sealed them.
MARK = "sealed:1:"
_FOR_TEXTS = b"mittendrin texts"
_AT_ONCE = 1000


class CannotOpen(Refused):
    """Sealed with another secret, or damaged. Carries the sentence for the page."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Dieser Text lässt sich hier nicht öffnen. Der Schlüssel ist ein anderer als beim Schreiben. "
                "Wer den Dienst betreibt, kann helfen."
            )
        )


class Sealed(Text):
    """Never compared but with "": the same text is sealed differently each time."""

    @property
    def column_type(self) -> str:
        return "TEXT"

    def _refuse(self, *_values: Any, **_named: Any) -> NoReturn:
        raise TypeError(f"{self._meta.name} is sealed: SQL finds nothing in it.")

    like = ilike = not_like = is_in = not_in = _refuse

    def __eq__(self, value: Any) -> Any:
        return super().__eq__(_nothing(value))

    def __ne__(self, value: Any) -> Any:
        return super().__ne__(_nothing(value))

    __hash__ = Text.__hash__


def _nothing(value: Any) -> Any:
    if isinstance(value, str) and value:
        raise TypeError("A sealed text is only compared with an empty one.")
    return value


def only_sealed(*columns: str) -> Check:
    return Check(" AND ".join(f"({name} = '' OR {name} LIKE 'sealed:%')" for name in columns))


class _InUse:
    box: SecretBox | None = None


def use_secret(secret: bytes) -> None:
    """From now on this process seals and opens with a key made from it."""
    _InUse.box = _made_from(secret)


def _made_from(secret: bytes) -> SecretBox:
    return SecretBox(blake2b(secret, digest_size=SecretBox.KEY_SIZE, person=_FOR_TEXTS, encoder=RawEncoder))


def _box() -> SecretBox:
    """That of this process's settings, made when something is first sealed or opened."""
    _InUse.box = box = _InUse.box or _made_from(read_settings().secret)
    return box


async def unopened(tables: Iterable[type[Table]]) -> list[str]:
    """Names of those with a text that this secret does not open. Reads all of them: one alone may be damaged, or as old
    as another secret.
    """
    return [table._meta.tablename for table in tables if not await _opens(table)]


async def _opens(table: type[Table]) -> bool:
    key: Any = table._meta.primary_key
    for column in (one for one in table._meta.columns if isinstance(one, Sealed)):
        after: Any = column != ""
        while rows := await table.select(key, column).where(after).order_by(key).limit(_AT_ONCE):
            if not all(map(_does_open, (row[column._meta.name] for row in rows))):
                return False
            after = (column != "") & (key > rows[-1][key._meta.name])
    return True


def _does_open(stored: str) -> bool:
    try:
        opened(stored)
    except CannotOpen:
        return False
    return True


def seal(text: str) -> str:
    if not text:
        return ""
    sealed = _box().encrypt(text.encode("utf-8", "surrogatepass"), encoder=URLSafeBase64Encoder)
    return MARK + sealed.decode()


def opened(stored: str) -> str:
    """Raises CannotOpen. What has no mark was never sealed: it is from a backup that is still to be migrated."""
    if not stored.startswith(MARK):
        return stored
    try:
        said = _box().decrypt(stored.removeprefix(MARK).encode(), encoder=URLSafeBase64Encoder)
    except (CryptoError, ValueError) as error:
        raise CannotOpen from error
    return said.decode("utf-8", "surrogatepass")


def shown(stored: str) -> str:
    """For a page that only tells it: one text that does not open closes no page. Whatever writes again needs `opened`, or
    these words would be saved over the text.
    """
    try:
        return opened(stored)
    except CannotOpen:
        return _("(nicht lesbar)")
