"""What the two walks ask, page by page: one question each, as a person would ask it."""

from dataclasses import replace

from mittendrin.volunteering.asking import (
    GENDERS,
    MOST_HOURS,
    MOST_PEOPLE,
    read_district,
    read_free_times,
    read_frequency,
    read_helper,
    read_languages,
    read_names,
    read_need,
    read_number_to_ask_back,
    read_signed_by,
    read_single_days,
    read_start,
    read_times,
    read_ways,
    read_wished_languages,
    read_wishes,
)
from mittendrin.volunteering.asking_besides import (
    read_abilities,
    read_commitment,
    read_company,
    read_costs,
    read_pause,
    read_place,
    read_reach,
    read_until,
)
from mittendrin.volunteering.doubting import ASKED_ABOUT, ask_about
from mittendrin.volunteering.queries import Town
from mittendrin.volunteering.rules import NEEDS
from mittendrin.volunteering.walking import Question, Walk
from mittendrin.web.forms import Form


def _when_offered(form: Form, town: Town) -> None:
    read_free_times(form, town.today)


def _how_often(form: Form, _town: Town) -> None:
    read_frequency(form)


def _how_long(form: Form, town: Town) -> None:
    form.number("stunden", 1, MOST_HOURS)
    read_until(form, town.today)


def _how_much(form: Form, _town: Town) -> None:
    form.number("stunden", 1, MOST_HOURS)
    form.number("personen", 1, MOST_PEOPLE)
    read_company(form)
    read_commitment(form)


def _from_when(form: Form, town: Town) -> None:
    read_start(form, town.today)
    read_pause(form, town.today)


def _how_far(form: Form, _town: Town) -> None:
    read_reach(form)


def _likes(form: Form, town: Town) -> None:
    form.line("interessen", limit=300)
    ask_about(form, town, "interessen")


def _speaks(form: Form, _town: Town) -> None:
    read_languages(form)


def _speaks_with(form: Form, _town: Town) -> None:
    read_wished_languages(form)


def _all_right(form: Form, _town: Town) -> None:
    read_abilities(form)


def _besides(form: Form, town: Town) -> None:
    form.text("notiz-buero", limit=1000)
    ask_about(form, town, "notiz-buero")


def _who_offers(form: Form, _town: Town) -> None:
    read_names(form)
    form.choice("geschlecht", GENDERS)


def _when_wanted(form: Form, town: Town) -> None:
    read_times(form, read_single_days(form, town.today))


def _where_wanted(form: Form, town: Town) -> None:
    read_district(form, town)
    read_place(form)


def _to_know(form: Form, _town: Town) -> None:
    form.many("vorher-wissen", NEEDS)
    read_costs(form)


def _who_comes(form: Form, town: Town) -> None:
    read_helper(form)
    form.line("wer-grund", limit=200)
    ask_about(form, town, "wer-grund")


def _may_be_shown(form: Form, _town: Town) -> None:
    form.yes("oeffentlich")


def _for_whom(form: Form, _town: Town) -> None:
    read_names(form)
    read_signed_by(form)


def _reached(form: Form, town: Town) -> None:
    read_ways(form)
    form.line("erreichbar", limit=120)
    ask_about(form, town, "erreichbar")


def _they_are_reached(form: Form, town: Town) -> None:
    _reached(form, town)
    read_number_to_ask_back(form)


WHEN = ("jederzeit", "tage", "termine", "tageszeit", "zeit")
REACHED = Question(
    "kontakt", "Wie erreichen wir Sie?", ("telefon", "mail", "adresse", "erreichbar"), _reached
)
HOW_OFTEN = Question("wie-oft", "Wie oft?", ("oft",), _how_often)
WHERE = Question("wo", "In welchem Stadtteil wohnen Sie?", ("stadtteil",), read_district)
LIKES = Question("interessen", "Worüber reden Sie gern?", ("interessen",), _likes, optional=True)
BESIDES = Question("notiz", "Was sollen wir noch wissen?", ("notiz-buero",), _besides, optional=True)
OFFER_WALK = Walk(
    "/helfen",
    "volunteering/offer",
    (
        Question("was", "Was möchten Sie gern tun?", ("was",), read_wishes),
        Question("wann", "Wann haben Sie Zeit?", WHEN, _when_offered),
        HOW_OFTEN,
        WHERE,
        Question("wie-weit", "Wie weit würden Sie kommen?", ("weite", "fern", "auto"), _how_far),
        Question("name", "Wie heißen Sie?", ("vorname", "nachname", "geschlecht"), _who_offers),
        REACHED,
        Question(
            "stunden",
            "Wie viel Zeit möchten Sie geben?",
            ("stunden", "personen", "gesellschaft", "dauer"),
            _how_much,
            optional=True,
        ),
        Question("pause", "Ab wann, und wann nicht?", ("ab", "pause"), _from_when, optional=True),
        LIKES,
        Question("sprachen", "Welche Sprachen sprechen Sie?", ("sprachen",), _speaks, optional=True),
        Question(
            "in-ordnung",
            "Was ist für Sie in Ordnung?",
            ("in-ordnung", "geht-nicht"),
            _all_right,
            optional=True,
        ),
        BESIDES,
    ),
    along=("stelle", *ASKED_ABOUT.values()),
)
SPEAKS = ("sprachen", "sprache-noetig")
REQUEST_WALK = Walk(
    "/hilfe-bekommen",
    "volunteering/request",
    (
        Question("wobei", "Wobei könnten Sie Hilfe brauchen?", ("wobei", "was-genau"), read_need),
        Question("fuer-wen", "Für wen ist die Hilfe?", ("fuer", "hilfe", "vorname", "nachname"), _for_whom),
        Question(
            "wann",
            "Wann passt es Ihnen?",
            (*WHEN, "bald"),
            _when_wanted,
            of_another="Wann passt es der Person?",
        ),
        HOW_OFTEN,
        Question(
            "wo",
            WHERE.title,
            ("stadtteil", "ort"),
            _where_wanted,
            of_another="In welchem Stadtteil wohnt die Person?",
        ),
        Question(
            REACHED.slug,
            REACHED.title,
            (*REACHED.fields, "hilfe-telefon"),
            _they_are_reached,
            of_another="Wie erreichen wir die Person, die Hilfe bekommt?",
        ),
        Question("stunden", "Wie lange?", ("stunden", "bis"), _how_long, optional=True),
        Question(
            "vorher-wissen",
            "Was soll man vorher wissen?",
            ("vorher-wissen", "kosten"),
            _to_know,
            optional=True,
        ),
        Question("wer", "Wer soll kommen?", ("wer", "wer-grund"), _who_comes, optional=True),
        replace(LIKES, of_another="Worüber redet die Person gern?"),
        Question(
            "sprachen",
            "Welche Sprachen sprechen Sie?",
            SPEAKS,
            _speaks_with,
            optional=True,
            of_another="Welche Sprachen spricht die Person?",
        ),
        Question(
            "zeigen",
            "Dürfen wir das Gesuch ohne Namen zeigen?",
            ("oeffentlich",),
            _may_be_shown,
            optional=True,
        ),
        BESIDES,
    ),
    along=tuple(ASKED_ABOUT.values()),
)
