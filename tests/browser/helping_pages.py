"""Every page about who helps whom."""

from browser.city import BOARD, CLUB, OFFICE
from browser.steps import SENDING, Row, press

HELP_WHEN = press("Weiter", jederzeit="✓", oft="✓")
OFFERING = (
    press("Weiter", was="✓"),
    HELP_WHEN,
    press("Weiter", stunden="2"),
    press("Weiter", stadtteil="Betzenberg", weite="✓"),
    press("Weiter", interessen="Garten"),
    press("Weiter: Angaben prüfen", name="Demo-Person Auge", telefon="0171 3920001"),
    SENDING,
)
ASKING = (
    press("Weiter", wobei="✓", was_genau="Jemand zum Kaffeetrinken"),
    HELP_WHEN,
    press("Weiter", stadtteil="Betzenberg"),
    press("Weiter", interessen="Garten"),
    press("Weiter: Angaben prüfen", name="Demo-Person Auge", telefon="0171 3920001"),
    SENDING,
)

DECLINED = press("Weiter", wobei_16="✓", was_genau="Beim Waschen")

NEEDS = "/verein/demo-turnverein-barbarossa/einsatzstellen"
LOOKING_FOR_VOLUNTEERS = press(
    "Weiter: Vorschau",
    titel="Kuchen ausgeben",
    aufgabe="Zwei Stunden beim Fest.",
    art="Aufgaben im Verein (Kasse, Vorstand, Büro)",
    jederzeit="✓",
    oft="✓",
    ort="Vereinsheim",
    ansprechperson="Demo-Person Verein",
    telefon="069 90 00 90 12",
)
COUNTING = (
    press(
        "Eintragen",
        stunden_tag="10",
        stunden_tag_monat="1",
        stunden_tag_jahr="2027",
        dauer="anderthalb Stunden",
    ),
)

HELPING = [
    Row("volunteering/offer/introduction.html", "/helfen"),
    Row("volunteering/offer/was.html", "/helfen/anfangen", steps=OFFERING[:0]),
    Row("volunteering/offer/wann.html", "/helfen/anfangen", steps=OFFERING[:1]),
    Row("volunteering/offer/wie-viel.html", "/helfen/anfangen", steps=OFFERING[:2]),
    Row("volunteering/offer/wo.html", "/helfen/anfangen", steps=OFFERING[:3]),
    Row("volunteering/offer/ueber-sie.html", "/helfen/anfangen", steps=OFFERING[:4]),
    Row("volunteering/offer/kontakt.html", "/helfen/anfangen", steps=OFFERING[:5]),
    Row("volunteering/check.html", "/helfen/anfangen", steps=OFFERING[:6]),
    Row("volunteering/offer/sent.html", "/helfen/anfangen", steps=OFFERING),
    Row("volunteering/request/introduction.html", "/hilfe-bekommen"),
    Row("volunteering/request/wobei.html", "/hilfe-bekommen/anfangen", steps=ASKING[:0]),
    Row("volunteering/request/wann.html", "/hilfe-bekommen/anfangen", steps=ASKING[:1]),
    Row("volunteering/request/wo.html", "/hilfe-bekommen/anfangen", steps=ASKING[:2]),
    Row("volunteering/request/wer.html", "/hilfe-bekommen/anfangen", steps=ASKING[:3]),
    Row("volunteering/request/kontakt.html", "/hilfe-bekommen/anfangen", steps=ASKING[:4]),
    Row("volunteering/professionals.html", "/hilfe-bekommen/anfangen", steps=(DECLINED,)),
    Row("volunteering/taken_back.html", "/helfen/zurueckgenommen"),
    Row("volunteering/request/sent.html", "/hilfe-bekommen/anfangen", steps=ASKING),
    Row("engagements/find_proposal.html", "/vorschlag"),
    Row("engagements/proposal.html", "{proposal}"),
    Row("engagements/proposal.html", "{proposal}", steps=(press("Ja, gern"),), state="answered"),
    Row("needs/list.html", "/mitmachen"),
    Row("needs/show.html", "/mitmachen/{need}"),
    Row("club/needs.html", NEEDS, CLUB),
    Row("club/need.html", f"{NEEDS}/neu", CLUB),
    Row("club/need.html", f"{NEEDS}/neu", CLUB, (press("Weiter: Vorschau"),), "mistakes"),
    Row("club/need_preview.html", f"{NEEDS}/neu", CLUB, (LOOKING_FOR_VOLUNTEERS,)),
    Row("board/preview_need.html", "/beirat/{need_version}/vorschau", BOARD),
    Row("office/help_public.html", "/buero/hilfe/gesuche/{shown_request}/oeffentlich", OFFICE),
    Row(
        "office/help_public.html",
        "/buero/hilfe/gesuche/{shown_request}/oeffentlich",
        OFFICE,
        (press("So zeigen", neutral="Beim Rasen"),),
        "shown",
    ),
    Row("office/help_interested.html", "/buero/hilfe/gesuche/{need_request}/interessierte", OFFICE),
    Row("rides/pair.html", "{ride}"),
    Row("rides/pair.html", "{ride}", steps=(press("Ja, gern"),), state="answered"),
    Row("rides/of_date.html", "{rides}", CLUB),
    Row("rides/of_date.html", "{office_rides}", OFFICE),
    Row("office/helping.html", "/buero/hilfe", OFFICE),
    Row("office/help_figures.html", "/buero/hilfe/zahlen", OFFICE),
    Row("office/help_figure.html", "/buero/hilfe/zahlen/offen", OFFICE),
    Row("office/help_draft.html", "/buero/hilfe/sammelvorschlag", OFFICE),
    Row("office/help_offer_new.html", "/buero/hilfe/neu/angebot", OFFICE),
    Row("office/help_request_new.html", "/buero/hilfe/neu/gesuch", OFFICE),
    Row("office/help_request_new.html", "/buero/hilfe/neu/gesuch", OFFICE, (press("Aufnehmen"),), "mistakes"),
    Row("office/help_request.html", "/buero/hilfe/gesuche/{open_request}", OFFICE, state="open"),
    Row("incidents/form.html", "{unsafe}/vorfall"),
    Row("incidents/form.html", "{unsafe}/vorfall", steps=(press("Jetzt melden"),), state="mistakes"),
    Row("incidents/reported.html", "{unsafe}/vorfall", steps=(press("Jetzt melden", was="Es fehlt Geld."),)),
    Row("engagements/engagement.html", "{helper}", state="helper"),
    Row("engagements/engagement.html", "{helper}", steps=(press("Eintragen"),), state="mistakes"),
    Row("engagements/engagement.html", "{asker}", state="asker"),
    Row("engagements/engagement.html", "{over}", state="over"),
    Row("engagements/hours.html", "{helper}/stunden"),
    Row("engagements/hours.html", "{helper}/stunden", steps=COUNTING, state="written down"),
    Row("engagements/certificate.html", "{helper}/stunden/2027"),
    Row("volunteering/still_there.html", "{old_offer}"),
    Row(
        "volunteering/still_there.html", "{old_offer}", steps=(press("Ja, das gilt noch"),), state="answered"
    ),
    Row("engagements/card.html", "{asker}/karte", state="asker"),
    Row("engagements/card.html", "{helper}/karte", state="helper"),
    Row("office/engagement.html", "/buero/hilfe/einsaetze/{meeting}", OFFICE, state="first meeting"),
    Row("office/engagement.html", "/buero/hilfe/einsaetze/{running}", OFFICE, state="running"),
    Row("office/missing_visit.html", "/buero/hilfe/besuche/{missing}", OFFICE),
    Row(
        "office/missing_visit.html",
        "/buero/hilfe/besuche/{missing}",
        OFFICE,
        (press("Diese Vertretung kommt"),),
        "mistakes",
    ),
    Row("office/help_offer.html", "/buero/hilfe/angebote/1", OFFICE),
    Row(
        "volunteering/offer/wann.html",
        "/helfen/anfangen",
        steps=(*OFFERING[:1], press("Weiter")),
        state="mistakes",
    ),
    Row(
        "office/engagement.html",
        "/buero/hilfe/einsaetze/{meeting}",
        OFFICE,
        (press("Treffen eintragen"),),
        "mistakes",
    ),
]
