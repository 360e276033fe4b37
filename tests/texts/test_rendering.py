import pytest

from mittendrin.texts.rendering import render_text
from mittendrin.texts.rules import Fact

FACTS = {Fact.OFFICE_PHONE: "+496990009001", Fact.OFFICE_EMAIL: "buero@example.org", Fact.CITY: "*Stern*<b>"}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Eins\nzwei", "<p>Eins<br />\nzwei</p>\n"),
        ("**fett**", "<p><strong>fett</strong></p>\n"),
        ("## Zwei\n\n### Drei", "<h2>Zwei</h2>\n<h3>Drei</h3>\n"),
        ("# Eins\n\n#### Vier", "<h2>Eins</h2>\n<h3>Vier</h3>\n"),
        ("### Drei", "<h2>Drei</h2>\n"),
        ("[Hier](/kontakt)", '<p><a href="/kontakt">Hier</a></p>\n'),
        ("[Stadt](https://example.org)", '<p><a href="https://example.org">Stadt (fremde Seite)</a></p>\n'),
        (
            "<https://example.org>",
            '<p><a href="https://example.org">https://example.org (fremde Seite)</a></p>\n',
        ),
        (
            "{{office_phone}}",
            '<p><a href="tel:+496990009001" class="tel">069\u00a090\u00a000\u00a090\u00a001</a></p>\n',
        ),
        ("[112](tel:112)", '<p><a href="tel:112" class="tel">112</a></p>\n'),
        ("{{ office_email }}", '<p><a href="mailto:buero@example.org">buero@example.org</a></p>\n'),
        ("{{city}}", "<p>*Stern*&lt;b&gt;</p>\n"),
        ("{{office_hours}}", "<p>noch nicht eingetragen</p>\n"),
    ],
)
def test_a_text_is_shown(written: str, shown: str) -> None:
    assert render_text(written, FACTS) == shown


@pytest.mark.parametrize(
    "written",
    [
        "<script>alert(1)</script>",
        "Text <img src=x onerror=alert(1)>",
        "<div onclick=x>\n\nText\n</div>",
        "[x](javascript:alert(1))",
        "[x](JAVASCRIPT&colon;alert(1))",
        "[x](java\tscript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x)",
        "[x](//evil.example)",
        "[x](/\\evil.example)",
        "![x](https://evil.example/pixel.png)",
        "<javascript:alert(1)>",
        "[x]: javascript:alert(1)\n\n[x]",
        "&lt;script&gt; &#60;script&#62;",
        "`<b>`",
        "    <b>eingerückt</b>",
        '[x](/a "onmouseover=alert(1)")',
        "{{<script>}}",
    ],
)
def test_nothing_harmful_gets_through(written: str) -> None:
    shown = str(render_text(written, FACTS)).lower()
    for tag in ("<script", "<img", "<div", "<b>", "<code", "<pre"):
        assert tag not in shown
    for address in ("javascript", "data:", "vbscript:", "//evil", "/\\evil"):
        assert f'href="{address}' not in shown
