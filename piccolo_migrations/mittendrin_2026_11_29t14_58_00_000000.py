import re

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from mittendrin.audit.tables import AuditEntry

ID = "2026-11-29T14:58:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Who spoke for somebody is taken out of what was noted before"

# The name ends with the first full stop that is none of "Dr." or "K."; both parts together read as before.
NOTED = re.compile(
    r"Gemeldet hat sich: (?P<speaker>.{1,120}?(?<!\bDr)(?<!\bFr)(?<!\bHr)(?<!\bProf)(?<!\b\w))\.(?:\s+(?P<remark>.*))?",
    re.S,
)


async def take_out_who_spoke():
    entry = AuditEntry
    rows = await entry.select(entry.id, entry.remark).where(entry.remark != "")
    for row in rows:
        if found := NOTED.fullmatch(row["remark"]):
            said = {entry.speaker: found["speaker"], entry.remark: found["remark"] or ""}
            await entry.update(said).where(entry.id == row["id"])


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="mittendrin", description=DESCRIPTION)
    # A migration of its own: Piccolo runs such lines before it adds columns.
    manager.add_raw(take_out_who_spoke)
    return manager
