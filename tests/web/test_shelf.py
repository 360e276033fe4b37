"""Which change touches which answer, and which addresses are one."""

import pytest

from mittendrin.web.changes import note, noting_changes
from mittendrin.web.shelf import canonical_query, touches


@pytest.mark.parametrize(
    ("changed", "shown", "is_touched"),
    [
        ("events", "events", True),
        ("events:chor", "events", True),
        ("events", "events:chor", True),
        ("events:chor", "events:chor", True),
        ("events:chor", "events:chorprobe", False),
        ("events", "events-archiv", False),
        ("places", "events", False),
        ("", "events:chor", True),
    ],
)
def test_what_a_change_touches(changed: str, shown: str, is_touched: bool) -> None:
    assert touches(changed, shown) == is_touched


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        (b"", b""),
        (b"b=2&a=1", b"a=1&b=2"),
        (b"a=2&a=1", b"a=2&a=1"),
        (b"a=&b=x&c=3", b"b=x"),
        (b"a=%C3%A4+b", b"a=%C3%A4+b"),
        ("a=ä b".encode(), b"a=%C3%A4+b"),
        (b"c=%00", None),
        (b"c=%ff", None),
        (b"&".join([b"a=1"] * 60), None),
    ],
)
def test_the_one_address_of_a_query(query: bytes, canonical: bytes | None) -> None:
    assert canonical_query(query, frozenset({"a", "b"})) == canonical


def test_changes_are_noted_only_inside() -> None:
    note("before")
    with noting_changes() as noted:
        note("a")
    note("after")
    assert noted == ["a"]
