"""Reasons in words, for the clerk and for both sides: never points, never a ranking."""

from collections.abc import Iterable, Sequence
from datetime import date

from mittendrin.core.german import show_day, show_day_short
from mittendrin.core.language import _
from mittendrin.core.plain_words import join_and
from mittendrin.volunteering.besides import pause_in_words
from mittendrin.volunteering.facts import OfferFacts
from mittendrin.volunteering.fitting import hours_left, often_enough
from mittendrin.volunteering.grid import WHOLE_DAY, WHOLE_WEEK, slots_of
from mittendrin.volunteering.liked import in_their_words
from mittendrin.volunteering.matching import Block, Match
from mittendrin.volunteering.near_misses import NearMiss
from mittendrin.volunteering.pauses import back_on
from mittendrin.volunteering.rules import COMPANIES, FREQUENCIES, LANGUAGES, UNWANTED, Company
from mittendrin.volunteering.single_days import days_in_words
from mittendrin.volunteering.states import Frequency
from mittendrin.volunteering.times import PART_WORDS

_DAYS = ("montags", "dienstags", "mittwochs", "donnerstags", "freitags", "samstags", "sonntags")
MOST_DAYS = 2


def reasons(match: Match) -> list[str]:
    """ "wohnt im selben Stadtteil", "dienstags vormittags frei", "spricht Russisch", "hat noch keinen Einsatz" """
    offer, request = match.offer, match.request
    said = [
        _from_afar(match) or way_in_words(match.km),
        _free(match),
    ]
    shared = sorted((offer.languages & request.languages) - {"de"})
    said.append(
        _("spricht {languages}", languages=join_and([_(LANGUAGES[one]) for one in shared])) if shared else ""
    )
    common = in_their_words(offer.interests & request.interests, request.liked)
    said.append(_("redet auch gern über {things}", things=common) if common else "")
    said.append(_("kommt mit dem Auto") if request.car_needed else "")
    said.append(_("kennt die Person schon") if request.person in offer.knows else "")
    said.append(_("hat noch keinen Einsatz") if not offer.placed and not offer.running else "")
    said.append(_less_often_in_words(match))
    said += [_("hat Pause: {days}", days=pause_in_words(one)) for one in match.pauses]
    return [one for one in said if one]


def _free(match: Match) -> str:
    """ "samstags vormittags frei, und zwar am Samstag, 12. Dezember" """
    said = free_in_words(match.weekly, match.days, match.offer.day_parts)
    named = [day for day in match.named if day not in match.days]
    return _("{times}, und zwar {days}", times=said, days=_some_days(named, WHOLE_DAY)) if named else said


def _some_days(days: Sequence[date], parts: int) -> str:
    """No more than people can keep in mind."""
    return days_in_words(days[:MOST_DAYS], parts) + (_(" und öfter") if len(days) > MOST_DAYS else "")


def _less_often_in_words(match: Match) -> str:
    """What is less than wished is said before anybody is asked."""
    offer, request = match.offer, match.request
    if not offer.frequency or often_enough(offer.frequency, request.frequency):
        return ""
    return _("kann nur {often}", often=_(FREQUENCIES[Frequency(offer.frequency)]))


def _from_afar(match: Match) -> str:
    return _("hilft am Telefon oder am Bildschirm") if match.request.by_phone else ""


def way_in_words(km: float | None) -> str:
    if km is None:
        return ""
    if km == 0:
        return _("wohnt im selben Stadtteil")
    if km < 1:
        return _("wohnt etwa {n} m entfernt", n=max(100, round(km * 10) * 100))
    return _("wohnt etwa {n} km entfernt", n=round(km))


def free_in_words(weekly: int, days: tuple[date, ...] = (), day_parts: int = 0) -> str:
    """ "dienstags vormittags frei", "dienstags vormittags frei, auch am Mittwoch, 3. Juni vormittags" """
    said = _weekly_in_words(weekly)
    named = _some_days(days, day_parts)
    if not days:
        return said
    return _("{times}, auch {days}", times=said, days=named) if said else _("{days} frei", days=named)


def _weekly_in_words(grid: int) -> str:
    """ "montags vormittags und mittags, mittwochs abends und öfter frei" """
    if grid == WHOLE_WEEK:
        return _("jederzeit frei")
    parts: dict[int, list[str]] = {}
    for day, part in slots_of(grid):
        parts.setdefault(day, []).append(_(PART_WORDS[part]))
    if not parts:
        return ""
    named = [f"{_(_DAYS[day])} {join_and(words)}" for day, words in parts.items()][:MOST_DAYS]
    once_each = all(len(words) == 1 for words in parts.values())
    more = _(" und öfter") if len(parts) > MOST_DAYS else ""
    return _("{times} frei", times=(join_and(named) if once_each and not more else ", ".join(named)) + more)


def hindrance(miss: NearMiss) -> str:
    """What blocks, so that the clerk can ask whether it can be arranged."""
    if miss.block in _SAID:
        return _(_SAID[miss.block])
    return _HINDRANCES[miss.block](miss)


_SAID = {
    Block.FULL: "passt, hilft aber schon so vielen, wie es geht",
    Block.ASKED: "passt, ist aber gerade schon gefragt",
    Block.CAR: "passt, hat aber kein Auto",
    Block.GENDER: "passt, hat aber nicht gesagt, ob Frau oder Mann",
}


def pause_until(back: date | None) -> str:
    if back is None:
        return _("Diese Person hat Pause, bis der letzte Tag vorbei ist.")
    return _("Diese Person hat Pause bis {day}.", day=show_day(back))


def away_in_words(offer: OfferFacts, block: Block | None, day: date) -> str:
    """Why nothing is looked for at the moment; empty when nothing keeps somebody from new questions."""
    if block is Block.PAUSE:
        return pause_until(back_on(offer, day))
    if block is Block.HOURS and (hours := hours_left(offer)) > 0:
        return (
            _("Diese Person hat nur noch 1 Stunde in der Woche frei.")
            if hours == 1
            else _("Diese Person hat nur noch {n} Stunden in der Woche frei.", n=hours)
        )
    return _(_AWAY[block]) if block in _AWAY else ""


_AWAY = {
    Block.FULL: "Diese Person hilft schon so vielen Menschen, wie es geht.",
    Block.HOURS: "Diese Person gibt schon so viele Stunden, wie es geht.",
    Block.ASKED: "Diese Person ist gerade schon gefragt. Warten Sie bitte die Antwort ab.",
}


def misfit(blocked: Iterable[Block]) -> str:
    """Why two who are asked already no longer fit each other; empty when they do. That they are asked is no reason."""
    return join_and([_(_NO_LONGER[block]) for block in blocked if block in _NO_LONGER])


_NO_LONGER = {
    Block.CATEGORY: "andere Art von Hilfe",
    Block.OVER: "der Tag ist vorbei",
    Block.TIME: "keine gemeinsame Zeit",
    Block.DISTANCE: "zu weit weg",
    Block.LANGUAGE: "keine gemeinsame Sprache",
    Block.GENDER: "Wunsch nach einer Frau oder einem Mann",
    Block.CAR: "kein Auto",
    Block.PLACE: "Telefon oder Besuch",
    Block.COMPANY: "allein oder im Team",
    Block.UNWANTED: "etwas, das ausgeschlossen ist",
    Block.PREREQUISITE: "ein Nachweis fehlt",
    Block.THE_SAME: "dieselbe Person",
    Block.PAUSE: "Pause",
    Block.FULL: "kein Platz mehr frei",
    Block.HOURS: "nicht genug Stunden frei",
}


def _another_time(miss: NearMiss) -> str:
    offer, until = miss.offer, miss.request.until
    times = free_in_words(offer.times, miss.days, offer.day_parts)
    if until and any(day > until for day in miss.days):
        return _("passt, ist aber nur {times}; gesucht ist bis {day}", times=times, day=show_day_short(until))
    if times:
        return _("passt, ist aber nur {times}", times=times)
    return _("passt, aber die genannten Tage sind vorbei")


def _too_far(miss: NearMiss) -> str:
    return _("passt, ist aber {n} km zu weit weg", n=max(1, round((miss.km or 0) - miss.offer.reach_km)))


def _no_language(miss: NearMiss) -> str:
    wished = join_and([_(LANGUAGES[one]) for one in sorted(miss.request.languages)])
    return _("passt, spricht aber nicht {languages}", languages=wished)


def _few_hours(miss: NearMiss) -> str:
    hours = hours_left(miss.offer)
    if hours <= 0:
        return _("passt, gibt aber schon so viele Stunden, wie es geht")
    if hours == 1:
        return _("passt, hat aber nur noch 1 Stunde in der Woche frei")
    return _("passt, hat aber nur noch {n} Stunden in der Woche frei", n=hours)


def _no_paper(miss: NearMiss) -> str:
    seen = {name for name, _until in miss.offer.seen}
    if seen.issuperset(miss.papers):
        return _("passt, aber gilt nicht lange genug: {papers}", papers=join_and(miss.papers))
    return _("passt, aber noch nicht gesehen: {papers}", papers=join_and(miss.papers))


def _pause(miss: NearMiss) -> str:
    if miss.back is None:
        return _("passt, hat aber Pause, bis der letzte Tag vorbei ist")
    return _("passt, hat aber Pause bis {day}", day=show_day(miss.back))


def _another_place(miss: NearMiss) -> str:
    if miss.request.by_phone:
        return _("passt, hilft aber nicht am Telefon")
    return _("passt, hilft aber nur am Telefon")


def _another_company(miss: NearMiss) -> str:
    return _("passt, möchte aber: {what}", what=_(COMPANIES[Company(miss.offer.company)]))


def _ruled_out(miss: NearMiss) -> str:
    ruled_out = [
        _(words) for key, words in UNWANTED.items() if key in miss.offer.unwanted & miss.request.brings
    ]
    return _("passt, hat aber gesagt: {what}", what=join_and(ruled_out))


_HINDRANCES = {
    Block.TIME: _another_time,
    Block.DISTANCE: _too_far,
    Block.LANGUAGE: _no_language,
    Block.PLACE: _another_place,
    Block.COMPANY: _another_company,
    Block.UNWANTED: _ruled_out,
    Block.PREREQUISITE: _no_paper,
    Block.PAUSE: _pause,
    Block.HOURS: _few_hours,
}
