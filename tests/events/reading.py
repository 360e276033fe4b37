"""What a person reads in a list of dates."""

from visitor import Visitor


def titles(visitor: Visitor) -> list[str]:
    return [link.text for link in visitor.page.links if link.href.startswith("/veranstaltungen/")]
