"""Answers that may be left out: from where and with whom somebody helps, for how long, and what does not go."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta

from mittendrin.core.german import read_date
from mittendrin.core.language import _
from mittendrin.core.plain_words import join_and
from mittendrin.core.refusal import Refused
from mittendrin.volunteering.pauses import refuse_far_day
from mittendrin.volunteering.rules import (
    ABILITIES,
    COMMITMENTS,
    COMPANIES,
    COSTS,
    PLACES,
    REACHES,
    UNWANTED,
    ByPhone,
    Company,
)
from mittendrin.web.forms import Form

ONLY_BY_PHONE = "telefon"
BETWEEN_DAYS = re.compile(r"\s*(?:,|;|\bund\b|\n)\s*")
_BETWEEN = re.compile(r"\s*(?:\b(?:bis|und)\b|–|—|-)\s*", re.IGNORECASE)
_SAID_BESIDES = re.compile(r"^(?:(?:vom|von|zwischen|dem|zum|einschließlich)\s+)+", re.IGNORECASE)
_DAY_ALONE = re.compile(r"(\d{1,2})\.?")
_YEAR = re.compile(r"\d{4}|\.\d{2}$")
TWO_DAYS = 2


@dataclass(frozen=True, slots=True)
class Reach:
    """As in OfferContent."""

    reach_km: int
    by_phone: ByPhone


def read_reach(form: Form) -> Reach:
    """One question for both: whoever helps only from afar goes nowhere."""
    said = form.choice("weite", (*REACHES, ONLY_BY_PHONE), required=_("Sagen Sie uns bitte, wie weit."))
    if said == ONLY_BY_PHONE:
        return Reach(0, ByPhone.ONLY)
    return Reach(int(said or 0), ByPhone.TOO if form.yes("fern") else ByPhone.NO)


def read_company(form: Form) -> Company:
    return form.choice("gesellschaft", COMPANIES) or Company.ANY


def read_commitment(form: Form) -> str:
    return form.choice("dauer", COMMITMENTS) or ""


def read_abilities(form: Form) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is all right, and what is not. Nobody says both of one thing."""
    fine, unwanted = tuple(form.many("in-ordnung", ABILITIES)), tuple(form.many("geht-nicht", UNWANTED))
    if both := [_(ABILITIES[one]) for one in unwanted if one in fine]:
        sentence = _("Sie haben beides angekreuzt: {what}. Was stimmt?", what=join_and(both))
        form.refuse(Refused(sentence, "geht-nicht"))
    return fine, unwanted


def read_pause(form: Form, today: date) -> tuple[date, date] | None:
    """ "1.8. bis 20.8.": the first and the last day. One that is over is none."""
    written = [_SAID_BESIDES.sub("", one) for one in _BETWEEN.split(form.line("pause", limit=60)) if one]
    if not written:
        return None
    try:
        first, last = _two_days(written, today)
        refuse_far_day(last, today, "pause")
    except Refused as refused:
        form.refuse(Refused(refused.sentence, "pause"))
        return None
    return (first, last) if last >= today else None


def _two_days(written: list[str], today: date) -> tuple[date, date]:
    """Raises Refused. A day without a year is the next such day; so the last one follows the first."""
    if len(written) != TWO_DAYS or not all(re.search(r"\d", one) for one in written):
        raise Refused(_("Schreiben Sie bitte beide Tage, zum Beispiel: 1.8. bis 20.8."))
    last = read_date(written[1], today)
    first = _first_day(written[0], last, today)
    if first <= last:
        return first, last
    if all(_YEAR.search(one) for one in written):
        raise Refused(_("Der letzte Tag liegt vor dem ersten. Prüfen Sie bitte beide."))
    raise Refused(_("Der letzte Tag liegt vor dem ersten. Schreiben Sie bitte auch das Jahr."))


def _first_day(written: str, last: date, today: date) -> date:
    """ "1." of "1. bis 20.8." is in the month of the last day."""
    if alone := _DAY_ALONE.fullmatch(written):
        return read_date(f"{alone[1]}.{last.month}.{last.year}", today)
    first = read_date(written, today)
    if first > last and first.year > last.year and not _YEAR.search(written):
        # It has begun already.
        begun = first - relativedelta(years=1)
        return begun if (begun.day, begun.month) == (first.day, first.month) else first
    return first


def read_until(form: Form, today: date) -> date | None:
    day = form.date("bis", today)
    if day and day < today and "bis" not in form.errors:
        form.refuse(Refused(_("Dieser Tag ist schon vorbei. Prüfen Sie bitte das Datum."), "bis"))
    elif day and any(named > day for named in _named_days(form, today)):
        form.refuse(Refused(_("Sie haben auch einen späteren Tag genannt. Prüfen Sie bitte beide."), "bis"))
    return day


def _named_days(form: Form, today: date) -> list[date]:
    """As far as they can be read: what is wrong with them is said where they are asked for."""
    try:
        return [read_date(one, today) for one in BETWEEN_DAYS.split(form.line("termine")) if one]
    except Refused:
        return []


def read_place(form: Form) -> str:
    return form.choice("ort", PLACES) or ""


def read_costs(form: Form) -> str:
    return form.choice("kosten", COSTS) or ""


def said_besides_of_offer(form: Form, today: date) -> dict[str, Any]:
    """By the fields of OfferContent. The caller checks the form."""
    reach = read_reach(form)
    abilities, unwanted = read_abilities(form)
    return {
        "reach_km": reach.reach_km,
        "by_phone": reach.by_phone,
        "abilities": abilities,
        "unwanted": unwanted,
        "gone": read_pause(form, today),
        "company": read_company(form),
        "commitment": read_commitment(form),
    }


def said_besides_of_request(form: Form, today: date) -> dict[str, Any]:
    """By the fields of RequestContent. The caller checks the form."""
    return {"place": read_place(form), "until": read_until(form, today), "costs": read_costs(form)}
