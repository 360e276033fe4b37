"""Markdown to markup: the one reviewed place where text of ours is not escaped by the template.

What is safe here: HTML is switched off in the parser, so every sign a person types comes out escaped; links are
checked; images and code do not exist; facts are put in after parsing, as plain text, so they cannot be Markdown.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from mittendrin.core.language import _
from mittendrin.core.phone import tel_link, unbroken_phone
from mittendrin.texts.rules import PLACEHOLDER, Fact, Facts, is_allowed_link, is_foreign_link

HIGHEST, LOWEST = 2, 3
Rendered = Markup


def render_text(body: str, facts: Facts) -> Rendered:
    parser = _parser()
    tokens = parser.parse(body)
    _keep_heading_levels(tokens)
    for token in tokens:
        if token.type == "inline":
            token.children = [
                made for child in _announced(token.children or []) for made in _filled(child, facts)
            ]
    return Rendered(parser.renderer.render(tokens, parser.options, {}))


class Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802
        return is_allowed_link(url)


@lru_cache
def _parser() -> Parser:
    parser = Parser("commonmark", {"html": False, "breaks": True})
    parser.disable(["html_block", "html_inline", "image", "code", "fence", "backticks"])
    return parser


def _keep_heading_levels(tokens: Sequence[Token]) -> None:
    """The page has its one h1; below it no level is left out, whatever was typed."""
    level = HIGHEST - 1
    for token in tokens:
        if token.type == "heading_open":
            level = max(HIGHEST, min(int(token.tag[1]), level + 1, LOWEST))
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{level}"


def _announced(children: Sequence[Token]) -> Iterator[Token]:
    """Behind a link that leads away from here stands that it does."""
    leads_away = False
    for token in children:
        if token.type == "link_open":
            address = str(token.attrGet("href"))
            leads_away = is_foreign_link(address)
            if address.startswith("tel:"):
                token.attrSet("class", "tel")
        if token.type == "link_close" and leads_away:
            yield _words(" " + _("(fremde Seite)"))
        yield token


def _filled(token: Token, facts: Facts) -> Iterator[Token]:
    if token.type != "text":
        yield token
        return
    # Every second piece is the name of a placeholder.
    for number, piece in enumerate(PLACEHOLDER.split(token.content)):
        if number % 2 == 0:
            yield _words(piece)
        elif piece in set(Fact):
            yield from _fact(Fact(piece), facts.get(Fact(piece), ""))


def _fact(fact: Fact, value: str) -> Iterator[Token]:
    if not value:
        yield _words(_("noch nicht eingetragen"))
    elif fact is Fact.OFFICE_PHONE:
        yield from _link(tel_link(value), unbroken_phone(value), "tel")
    elif fact is Fact.OFFICE_EMAIL:
        yield from _link(f"mailto:{value}", value, "")
    else:
        yield _words(value)


def _link(address: str, shown: str, kind: str) -> Iterator[Token]:
    attributes: dict[str, str | int | float] = {"href": address}
    if kind:
        attributes["class"] = kind
    yield Token("link_open", "a", 1, attrs=attributes)
    yield _words(shown)
    yield Token("link_close", "a", -1)


def _words(text: str) -> Token:
    return Token("text", "", 0, content=text)
