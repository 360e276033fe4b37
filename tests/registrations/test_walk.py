"""What the form of a sign-up takes."""

import pytest

from mittendrin.registrations.walk import read_wish
from mittendrin.web.forms import Form, Invalid


@pytest.mark.parametrize("name", ["Gewinn: https://evil.example/x", "Jetzt WWW.evil.example ansehen"])
@pytest.mark.parametrize("field", ["name", "hilfe", "von-wo"])
def test_no_mail_of_ours_carries_the_link_of_a_stranger(name: str, field: str) -> None:
    known = {"fuer": "andere", "personen": "1", "mail": "opfer@example.org", "name": "Demo", "hilfe": "Demo"}
    form = Form.filled(**{**known, field: name})
    with pytest.raises(Invalid):
        read_wish(form)
    assert set(form.errors) == {field}
