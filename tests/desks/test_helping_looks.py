"""Whoever reads on the page of an offer who asks for what has looked at these people."""

import pytest

import people
from incident_makers import ASKER, id_of
from makers import a_pair
from mittendrin.audit.tables import AuditEntry
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")


async def test_a_suggested_request_is_a_look_at_its_person(visitor: Visitor) -> None:
    offer, _request = await a_pair()
    await people.sign_in(visitor, await people.a_clerk())
    await visitor.get(f"/buero/hilfe/angebote/{offer}")
    assert ASKER in visitor.page.text
    looks = await AuditEntry.select(AuditEntry.detail).where(
        AuditEntry.act == "person.looked_at", AuditEntry.subject == f"person:{await id_of(ASKER)}"
    )
    assert looks == [{"detail": "Angebot"}]
