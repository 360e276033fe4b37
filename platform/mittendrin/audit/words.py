"""What was done, in words for people: the one place for every act that is recorded anywhere.

Rows are kept for a year. An act that gets another name leaves its words here until its last row is gone.
"""

from mittendrin.core.language import _

ACT_WORDS = {
    "account.added": "Zugang angelegt",
    "account.deactivated": "Zugang geschlossen",
    "account.invited": "eingeladen",
    "account.link_sent": "Link geschickt",
    "account.password_chosen": "neues Passwort gewählt",
    "account.reactivated": "Zugang wieder geöffnet",
    "account.role_changed": "Aufgabe geändert",
    "account.signed_in": "am Zugang angemeldet",
    "account.signed_out": "vom Zugang abgemeldet",
    "account.uninvited": "Einladung zurückgenommen",
    "barrier.answered": "beantwortet",
    "barrier.reported": "gemeldet",
    "call.accepts": "angerufen: nimmt an",
    "call.not_reached": "angerufen: nicht erreicht",
    "call.reached": "angerufen: erreicht",
    "call.signs_off": "angerufen: sagt ab",
    "call.voice_mail": "auf Band gesprochen",
    "call_back.asked": "Rückruf gewünscht",
    "city.changed": "Angaben geändert",
    "consent.given": "mündlich eingewilligt",
    "contact.released": "Kontaktdaten weitergegeben",
    "date.attendance_noted": "notiert, wer da war",
    "date.called_off": "Termin abgesagt",
    "date.goes_ahead": "Termin findet auch mit wenigen statt",
    "date.moved": "Termin verlegt",
    "date.takes_place": "Termin findet doch statt",
    "district.added": "eingetragen",
    "district.changed": "geändert",
    "engagement.changed": "Einsatz",
    "engagement.meeting_planned": "erstes Treffen verabredet",
    "event.archived": "ins Archiv gelegt",
    "event.brought_back": "aus dem Archiv geholt",
    "event.called_off": "ganz abgesagt",
    "event.continued": "von einem Tag an geändert",
    "event.discarded": "Änderung verworfen",
    "event.drafted": "als Entwurf gespeichert",
    "event.published": "freigegeben",
    "event.returned": "zurückgegeben",
    "event.seen": "angesehen",
    "event.submitted": "eingereicht",
    "event.taken_back": "nachträglich zurückgegeben",
    "event.takes_place": "findet doch statt",
    "event.withdrawn": "Einreichung zurückgezogen",
    "help_request.decided": "Gesuch",
    "help_request.received": "Gesuch eingegangen",
    "offer.confirmed": "Angebot gilt noch",
    "offer.decided": "Angebot",
    "offer.received": "Angebot eingegangen",
    "organisation.added": "eingetragen",
    "organisation.contact_changed": "Ansprechperson geändert",
    "organisation.member_changed": "Aufgabe bei der Organisation geändert",
    "organisation.member_joined": "arbeitet jetzt bei der Organisation mit",
    "organisation.member_left": "arbeitet nicht mehr bei der Organisation mit",
    "organisation.published": "freigegeben",
    "organisation.renamed": "umbenannt",
    "organisation.returned": "zurückgegeben",
    "organisation.seen": "angesehen",
    "organisation.submitted": "eingereicht",
    "organisation.taken_back": "nachträglich zurückgegeben",
    "person.looked_at": "Angaben zur Person angesehen",
    "proposal.answered": "Antwort",
    "proposal.asked": "helfende Person gefragt",
    "proposal.expired": "ohne Antwort abgelaufen",
    "proposal.withdrawn": "Vorschlag zurückgezogen",
    "registration.accepted": "Platz angenommen",
    "registration.added": "angemeldet",
    "registration.came_back": "Versehen: kommt doch",
    "registration.comes_after_all": "kommt doch",
    "registration.declined": "Platz abgelehnt",
    "registration.expired": "Angebot abgelaufen",
    "registration.given_seat": "Platz gegeben",
    "registration.left_free": "einen Tag frei gegeben",
    "registration.signed_off": "abgemeldet",
    "registration.too_large": "Gruppe zu groß geworden",
    "series.published": "freigegeben",
    "series.returned": "zurückgegeben",
    "series.seen": "angesehen",
    "series.submitted": "eingereicht",
    "series.taken_back": "nachträglich zurückgegeben",
    "series.withdrawn": "Einreichung zurückgezogen",
    "text.changed": "geändert",
    "text.restored": "auf unsere Fassung zurückgesetzt",
    "topic.added": "eingetragen",
    "topic.changed": "geändert",
    "venue.access_checked": "Zugang geprüft",
    "venue.added": "eingetragen",
    "venue.changed": "Adresse geprüft",
}


def act_words(act: str, detail: str = "") -> str:
    """`date.moved` with its detail reads "Termin verlegt: 15.12., 15 Uhr → 16.12., 15 Uhr, Café"."""
    words = _(ACT_WORDS[act])
    return f"{words}: {detail}" if detail else words


def doer_words(name: str, on_behalf_of: str, remark: str) -> str:
    """ "Frau Demo", "Frau Demo für Herrn Beispiel", "Frau Demo (Büro, nach zwei Bürotagen)"."""
    who = _("{name} für {other}", name=name, other=on_behalf_of) if on_behalf_of else name
    return f"{who} ({remark})" if remark else who
