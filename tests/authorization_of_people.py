"""What the office does with one person: rows of the matrix in authorization.py."""

FOR_EVERYBODY = (
    "GET /einsatz/{code}/{signed}/vorfall",
    "POST /einsatz/{code}/{signed}/vorfall",
)

FOR_THE_LEAD = (
    "GET /buero/vorfaelle",
    "GET /buero/vorfaelle/{incident_id}",
    "POST /buero/vorfaelle/{incident_id}",
)

FOR_THE_OFFICE = (
    "GET /buero/personen/{person_id}/vorfall",
    "POST /buero/personen/{person_id}/vorfall",
    "GET /buero/personen/{person_id}/vertrauen",
    "POST /buero/personen/{person_id}/vertrauen",
    "POST /buero/personen/vertrauen/{trust_id}/beenden",
    "GET /buero/personen/doppelte",
    "GET /buero/personen/{person_id}/zusammen/{other_id}",
    "POST /buero/personen/{person_id}/zusammen/{other_id}",
    "POST /buero/personen/zusammengefuehrt/{merge_id}/rueckgaengig",
    "GET /buero/personen/{person_id}",
    "GET /buero/personen/{person_id}/kontakt",
    "POST /buero/personen/{person_id}/kontakt",
    "GET /buero/personen/{person_id}/abschied/{leaving}",
    "POST /buero/personen/{person_id}/abschied/{leaving}",
    "POST /buero/personen/{departed_id}/irrtum",
    "POST /buero/personen/{departed_id}/wieder-oeffnen",
    "POST /buero/personen/notizen/{noted_in}/{noted_number}/loeschen",
)
