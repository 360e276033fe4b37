"""A first meeting is at nobody's home, whoever plans it."""

from datetime import timedelta

import pytest

from databases import Database
from makers import NOW, OFFICE, a_city, an_engagement
from mittendrin.core.refusal import Refused
from mittendrin.engagements.engaging import Meeting, plan_first_meeting
from mittendrin.engagements.neutral_ground import Lives, is_home
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.telling import Voice
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.volunteering.sides import Side

HOMES = (
    Lives("Erna Birke", "Lindenstr. 12a, 67655 Beispielstadt"),
    Lives("Karl Linde", ""),
    Lives("Demo-Person 3", "Am Bach 3\n67655 Beispielstadt"),
    Lives("", "Schulg. 1"),
    Lives("", "Am Markt 5"),
    Lives("", "Am Park 5"),
    Lives("", "Pariser Str. 200"),
)


@pytest.mark.parametrize(
    "place",
    [
        "bei Erna zu Hause",
        "zuhause",
        "Daheim bei Erna",
        "Bei mir",
        "bei ihr, oben",
        "bei ihm",
        "in der Wohnung",
        "Ferienwohnung am See",
        "Lindenstraße 12a",
        "LINDENSTRASSE 12",
        "in der Lindenstr.",
        "Beispielstadt, Am Bach 3",
        "bei Erna Birke",
        "bei Frau Birke",
        "beim Karl",
        "bei der Familie Birke",
        "bei uns",
        "in ihrem Haus",
        "in Ernas Küche",
        "Mein Wohnzimmer",
        "Linden-Str. 12",
        "Linden Straße 12",
        "Schulgasse 1",
        "Am Markt",
        "am Markt 5",
        "Café, Lindenstraße 12",
        "Schul-Gasse 1",
        "ihre Adresse",
        "Erna's Haus",
        "Erna’s Garten",
        "Haus von Frau Birke",
        "Im Garten von Erna",
        "vor Karls Haustür",
        "bei der Seniorin",
        "beim Helfer",
        "Eingang Schulgasse",
        "vor der Lindenstraße",
        "Zimmer 12",
    ],
)
def test_a_home_is_no_neutral_ground(place: str) -> None:
    assert is_home(place, HOMES)


@pytest.mark.parametrize(
    "place",
    [
        "Café am Markt",
        "Café Linde",
        "Seniorenbüro, bei ihrem Eingang",
        "Bürgerhaus Beispielstadt, 67655",
        "Bäckerei in der Lindenstraße 40",
        "Am Bachweg 3",
        "Haus der Wohnungsgenossenschaft",
        "Rathaus, Am Markt",
        "Café am Park",
        "Bäckerei an der Pariser Straße",
        "Café Daheim",
        "bei ihm um die Ecke im Café",
        "Bäckerei Birke",
        "Café im Garten",
        "Bei der Kirche",
        "bei der Sparkasse",
        "Am Markt 6",
        "Haus am Weg",
        "Rathaus, Zimmer 12",
        "Volkshochschule, Zimmer 3",
        "Garten von Schloss Birkenau",
        "Eingang zum Park",
        "Haus der Senioren",
        "Parkplatz am Bach",
    ],
)
def test_where_others_are_is_neutral_ground(place: str) -> None:
    assert not is_home(place, HOMES)


@pytest.mark.parametrize("side", [None, *Side], ids=str)
async def test_nobody_is_told_of_a_meeting_at_a_home(database: Database, side: Side | None) -> None:
    await a_city()
    engagement, _proposal = await an_engagement()
    before = [await Mail.count(), await CallTask.count()]
    meeting = Meeting(NOW + timedelta(days=3), "bei Erna zu Hause")
    with pytest.raises(Refused, match="bei niemandem zu Hause") as refused:
        await plan_first_meeting(engagement, meeting, Voice(OFFICE, side), NOW)
    assert refused.value.field == "ort"
    assert (await pair(engagement)).first_meeting_at is None
    assert [await Mail.count(), await CallTask.count()] == before
