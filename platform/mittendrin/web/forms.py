"""Forms as people fill them in: every mistake is said at once, in German, and nothing typed is lost.

A handler has one shape for the first sight of a form and for the second one with its mistakes:

    form = await read_form(request)
    with form.refusals():
        wish = read_wish(form)                      # reads every field, then form.check()
        number = await actions.sign_up(event.id, wish, now)
        return Redirect(path=f"/meine-termine/{number}", status_code=303)
    return page(request, "events/sign_up.html", status=422, form=form, event=event)

A reader never raises. A required field that is missing or wrong answers a stand-in of the right type,
so that `read_…` functions stay flat; `form.check()` raises before anybody uses one.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar, cast, overload
from urllib.parse import parse_qsl

from litestar import Request
from litestar.datastructures import UploadFile
from litestar.exceptions import HTTPException
from litestar.status_codes import HTTP_413_REQUEST_ENTITY_TOO_LARGE

from mittendrin.core.email import read_email
from mittendrin.core.german import read_date, read_euro, read_time
from mittendrin.core.language import _
from mittendrin.core.phone import read_phone
from mittendrin.core.refusal import PressAgain, Refused
from mittendrin.core.text import clean, clean_line
from mittendrin.web.readers import not_offered, one_of, unreadable, whole_number
from mittendrin.web.site import site_of

Option = TypeVar("Option", bound=str)
Value = TypeVar("Value")

LINE_LIMIT = 200
TEXT_LIMIT = 5_000
FIELD_LIMIT = 1_000
# Longer than any field allows, short enough that the page shown again stays small.
KEPT_CHARACTERS = 20_000
DATE_PARTS = ("tag", "monat", "jahr")
WHOLE_FORM = ""


class Invalid(Exception):
    """Something in the form has to be put right; the form knows what."""

    def __init__(self, form: "Form") -> None:
        super().__init__("; ".join(form.errors.values()))
        self.form = form


class Refusals:
    """A `with` block that may end early; its own class, so that type checkers know that it swallows."""

    def __init__(self, form: "Form") -> None:
        self._form = form

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> bool:
        if isinstance(error, Refused):
            self._form.refuse(error)
            return True
        return isinstance(error, Invalid) and error.form is self._form


class Form:
    """What was typed, field by field, and what is wrong with it."""

    def __init__(
        self,
        values: Mapping[str, list[str]] | None = None,
        uploads: Mapping[str, UploadFile] | None = None,
        area_code: str = "",
    ) -> None:
        self._values = {
            name: [one[:KEPT_CHARACTERS] for one in many] for name, many in (values or {}).items()
        }
        self._uploads = dict(uploads or {})
        self._area_code = area_code
        self.errors: dict[str, str] = {}
        self.only_press_again = False

    @classmethod
    def filled(cls, **values: str | list[str]) -> "Form":
        """A form to begin with: empty, or with what we already know."""
        return cls({name: [value] if isinstance(value, str) else value for name, value in values.items()})

    # What the templates ask

    def value(self, name: str) -> str:
        """What to show in the field again. Sent twice, the first one counts."""
        return clean(next(iter(self._values.get(name, ())), ""))

    def has(self, name: str, option: str) -> bool:
        return option in self._values.get(name, ())

    def error(self, name: str) -> str:
        return self.errors.get(name, "")

    def carried(self, names: Iterable[str]) -> list[tuple[str, str]]:
        """Everything typed under these names, the three boxes of a date included, for hidden fields."""
        fields = [field for name in names for field in (name, *(f"{name}-{part}" for part in DATE_PARTS))]
        return [(field, clean(value)) for field in fields for value in self._values.get(field, ())]

    def everything(self) -> list[tuple[str, str]]:
        return [(name, clean(value)) for name, many in self._values.items() for value in many]

    def take_up(self, fields: Iterable[tuple[str, str]]) -> None:
        """As it was typed before; what this form was filled with goes."""
        self._values = _grouped(fields)

    # What the `read_…` functions ask

    def line(self, name: str, *, required: str | None = None, limit: int = LINE_LIMIT) -> str:
        return self._words(name, clean_line(self.value(name)), required, limit)

    def text(self, name: str, *, required: str | None = None, limit: int = TEXT_LIMIT) -> str:
        return self._words(name, self.value(name), required, limit)

    def yes(self, name: str, *, required: str | None = None) -> bool:
        given = bool(self.value(name))
        if required and not given:
            self._wrong(name, required)
        return given

    @overload
    def choice(self, name: str, options: Iterable[Option], *, required: str) -> Option: ...
    @overload
    def choice(self, name: str, options: Iterable[Option], *, required: None = None) -> Option | None: ...
    def choice(self, name: str, options: Iterable[Option], *, required: str | None = None) -> Option | None:
        """One of the options (a StrEnum, or the keys of a dict)."""
        return self._read(name, lambda text: one_of(text, options), required, cast(Option, ""))

    def many(self, name: str, options: Iterable[Option], *, required: str | None = None) -> list[Option]:
        """All that were ticked, in the order of the options."""
        offered = list(options)
        ticked = {clean_line(value) for value in self._values.get(name, ())} - {""}
        if ticked - set(offered):
            self._wrong(name, not_offered())
        if required and not ticked:
            self._wrong(name, required)
        return [option for option in offered if option in ticked]

    @overload
    def number(self, name: str, lowest: int, highest: int, *, required: str) -> int: ...
    @overload
    def number(self, name: str, lowest: int, highest: int, *, required: None = None) -> int | None: ...
    def number(self, name: str, lowest: int, highest: int, *, required: str | None = None) -> int | None:
        return self._read(name, lambda text: whole_number(text, lowest, highest), required, lowest)

    @overload
    def date(self, name: str, today: dt.date, *, required: str) -> dt.date: ...
    @overload
    def date(self, name: str, today: dt.date, *, required: None = None) -> dt.date | None: ...
    def date(self, name: str, today: dt.date, *, required: str | None = None) -> dt.date | None:
        """From three boxes (`name-tag`, `name-monat`, `name-jahr`) or from one line ("5.3.27")."""
        self._join_date_boxes(name)
        return self._read(name, lambda text: read_date(text, today), required, today)

    @overload
    def time(self, name: str, *, required: str) -> dt.time: ...
    @overload
    def time(self, name: str, *, required: None = None) -> dt.time | None: ...
    def time(self, name: str, *, required: str | None = None) -> dt.time | None:
        return self._read(name, read_time, required, dt.time.min)

    @overload
    def euro(self, name: str, *, required: str) -> int: ...
    @overload
    def euro(self, name: str, *, required: None = None) -> int | None: ...
    def euro(self, name: str, *, required: str | None = None) -> int | None:
        """In cents."""
        return self._read(name, read_euro, required, 0)

    @overload
    def phone(self, name: str, *, required: str) -> str: ...
    @overload
    def phone(self, name: str, *, required: None = None) -> str | None: ...
    def phone(self, name: str, *, required: str | None = None) -> str | None:
        """In E.164, as it is kept. A number without area code belongs to the town."""
        return self._read(name, lambda text: read_phone(text, self._area_code), required, "")

    @overload
    def email(self, name: str, *, required: str) -> str: ...
    @overload
    def email(self, name: str, *, required: None = None) -> str | None: ...
    def email(self, name: str, *, required: str | None = None) -> str | None:
        return self._read(name, read_email, required, "")

    def upload(self, name: str) -> UploadFile | None:
        return self._uploads.get(name)

    # What goes wrong

    def refuse(self, refused: Refused) -> None:
        self.only_press_again = isinstance(refused, PressAgain) and not self.errors
        self._wrong(refused.field or WHOLE_FORM, refused.sentence)

    def check(self) -> None:
        """Raises Invalid when any field has to be put right."""
        if self.errors:
            raise Invalid(self)

    def refusals(self) -> "Refusals":
        """Whatever is refused inside is kept as an error, and the handler goes on behind the block."""
        return Refusals(self)

    def _wrong(self, name: str, sentence: str) -> None:
        self.errors.setdefault(name, sentence)

    def _words(self, name: str, words: str, required: str | None, limit: int) -> str:
        if required and not words:
            self._wrong(name, required)
        if trouble := unreadable(words):
            self._wrong(name, trouble)
        if len(words) > limit:
            self._wrong(name, _("Das ist zu lang. Schreiben Sie bitte höchstens {n} Zeichen.", n=limit))
            return ""
        return words

    def _read(
        self, name: str, reader: Callable[[str], Value], required: str | None, stand_in: Value
    ) -> Value | None:
        line = self.line(name, required=required)
        if not line:
            return stand_in if required else None
        try:
            return reader(line)
        except Refused as refused:
            self._wrong(name, refused.sentence)
            return stand_in if required else None

    def _join_date_boxes(self, name: str) -> None:
        boxes = [clean_line(self.value(f"{name}-{part}")).rstrip(".") for part in DATE_PARTS]
        if any(boxes) and not self.value(name):
            self._values[name] = [" ".join(box for box in boxes if box)]


async def read_form(request: Request[Any, Any, Any]) -> Form:
    """Never fails over what was sent: what cannot be read is not there."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    form = Form()
    if kind == "application/x-www-form-urlencoded":
        form = Form(_grouped(_pairs(await request.body())), area_code=site_of(request).area_code)
    elif kind == "multipart/form-data":
        form = await _read_multipart(request)
    request.state.sent = form.everything()
    return form


def read_query(request: Request[Any, Any, Any]) -> Form:
    """The fields of a search, which stand in the address."""
    return Form(_grouped(_pairs(request.scope["query_string"])))


def date_boxes(name: str, day: dt.date) -> dict[str, str]:
    """What `Form.filled(**date_boxes("beginn", day))` needs to show a day in its three boxes."""
    return dict(
        zip((f"{name}-{part}" for part in DATE_PARTS), map(str, (day.day, day.month, day.year)), strict=True)
    )


def _pairs(encoded: bytes) -> list[tuple[str, str]]:
    # Litestar's own reader keeps the last 1,024 bodies in a cache; personal data has no place there.
    try:
        text = encoded.decode("latin-1")
        return parse_qsl(text, keep_blank_values=True, max_num_fields=FIELD_LIMIT, errors="replace")
    except ValueError:
        return []


async def _read_multipart(request: Request[Any, Any, Any]) -> Form:
    try:
        sent = await request.form()
    except HTTPException as broken:
        if broken.status_code == HTTP_413_REQUEST_ENTITY_TOO_LARGE:
            raise
        return Form()
    except (ValueError, LookupError):
        return Form()
    pairs = [(name, value) for name in sent for value in sent.getall(name)]
    uploads = {name: value for name, value in pairs if isinstance(value, UploadFile)}
    return Form(
        _grouped((name, value) for name, value in pairs if isinstance(value, str)),
        uploads,
        site_of(request).area_code,
    )


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    return values
