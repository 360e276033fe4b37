from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from mittendrin.database.engine import current_engine
from mittendrin.database.rebuild import rebuild
from mittendrin.database.sealing import MARK, Sealed, seal
from piccolo.columns.column_types import Text
from piccolo.columns.column_types import Varchar
from piccolo.constraints import Check
from piccolo.querystring import QueryString

ID = "2026-11-29T20:20:14:234291"
VERSION = "1.38.0"
DESCRIPTION = "What people tell the office lies sealed"

SEALED = {
    "SecondStep": ("second_step", "typed"),
    "Session": ("session", "typed"),
    "AuditEntry": ("audit_entry", "reason", "remark"),
    "OfficeNote": ("office_note", "title", "content"),
    "Feedback": ("feedback", "said"),
    "Incident": ("incident", "note", "rests"),
    "CallTask": ("call_task", "note"),
    "Registration": ("registration", "note"),
    "HelpRequest": ("help_request", "note", "gender_reason"),
    "Offer": ("offer", "note"),
}
# Sealed, a text is longer; SQLite counts no letters.
TOO_SHORT = (("office_note", "title", "NULL"), ("help_request", "gender_reason", "''"))


async def seal_what_is_there():
    """With the secret of the service, before the database begins to refuse what is not sealed."""
    engine = current_engine()
    if engine.engine_type == "postgres":
        for table, column, default in TOO_SHORT:
            await engine.run_ddl(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" TYPE TEXT')
            # PostgreSQL keeps the default as one of the old type.
            await engine.run_ddl(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" SET DEFAULT {default}')
    for table, *columns in SEALED.values():
        for column in columns:
            await _seal(table, column)


async def _seal(table, column):
    engine = current_engine()
    read = f'SELECT id, "{column}" AS said FROM "{table}" WHERE "{column}" <> \'\''  # noqa: S608
    write = f'UPDATE "{table}" SET "{column}" = {{}} WHERE id = {{}}'  # noqa: S608
    for row in await engine.run_ddl(read):
        if not row["said"].startswith(MARK):
            await engine.run_querystring(QueryString(write, seal(row["said"]), row["id"]))


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="mittendrin", description=DESCRIPTION)
    # Piccolo runs such lines before it alters columns and adds constraints.
    manager.add_raw(seal_what_is_there)
    for class_name in SEALED:
        manager.add_raw(rebuild(manager, class_name))

    manager.alter_column(
        table_class_name="SecondStep",
        tablename="second_step",
        column_name="typed",
        db_column_name="typed",
        params={},
        old_params={},
        column_class=Sealed,
        old_column_class=Text,
        schema=None,
    )

    manager.alter_column(
        table_class_name="Session",
        tablename="session",
        column_name="typed",
        db_column_name="typed",
        params={},
        old_params={},
        column_class=Sealed,
        old_column_class=Text,
        schema=None,
    )

    manager.alter_column(
        table_class_name="AuditEntry",
        tablename="audit_entry",
        column_name="reason",
        db_column_name="reason",
        params={},
        old_params={},
        column_class=Sealed,
        old_column_class=Text,
        schema=None,
    )

    manager.alter_column(
        table_class_name="AuditEntry",
        tablename="audit_entry",
        column_name="remark",
        db_column_name="remark",
        params={},
        old_params={},
        column_class=Sealed,
        old_column_class=Text,
        schema=None,
    )

    manager.alter_column(
        table_class_name="OfficeNote",
        tablename="office_note",
        column_name="title",
        db_column_name="title",
        params={},
        old_params={},
        column_class=Sealed,
        old_column_class=Varchar,
        schema=None,
    )

    manager.alter_column(
        table_class_name="OfficeNote",
        tablename="office_note",
        column_name="content",
        db_column_name="content",
        params={},
        old_params={},
        column_class=Sealed,
        old_column_class=Text,
        schema=None,
    )

    manager.alter_column(
        table_class_name="Feedback",
        tablename="feedback",
        column_name="said",
        db_column_name="said",
        params={},
        old_params={},
        column_class=Sealed,
        old_column_class=Text,
        schema=None,
    )

    manager.alter_column(
        table_class_name="Incident",
        tablename="incident",
        column_name="note",
        db_column_name="note",
        params={},
        old_params={},
        column_class=Sealed,
        old_column_class=Text,
        schema=None,
    )

    manager.alter_column(
        table_class_name="Incident",
        tablename="incident",
        column_name="rests",
        db_column_name="rests",
        params={"default": ""},
        old_params={"default": "{}"},
        column_class=Sealed,
        old_column_class=Text,
        schema=None,
    )

    manager.alter_column(
        table_class_name="CallTask",
        tablename="call_task",
        column_name="note",
        db_column_name="note",
        params={},
        old_params={},
        column_class=Sealed,
        old_column_class=Text,
        schema=None,
    )

    manager.alter_column(
        table_class_name="Registration",
        tablename="registration",
        column_name="note",
        db_column_name="note",
        params={},
        old_params={},
        column_class=Sealed,
        old_column_class=Text,
        schema=None,
    )

    manager.alter_column(
        table_class_name="HelpRequest",
        tablename="help_request",
        column_name="gender_reason",
        db_column_name="gender_reason",
        params={},
        old_params={},
        column_class=Sealed,
        old_column_class=Varchar,
        schema=None,
    )

    manager.alter_column(
        table_class_name="HelpRequest",
        tablename="help_request",
        column_name="note",
        db_column_name="note",
        params={},
        old_params={},
        column_class=Sealed,
        old_column_class=Text,
        schema=None,
    )

    manager.alter_column(
        table_class_name="Offer",
        tablename="offer",
        column_name="note",
        db_column_name="note",
        params={},
        old_params={},
        column_class=Sealed,
        old_column_class=Text,
        schema=None,
    )

    manager.add_constraint(
        table_class_name="SecondStep",
        tablename="second_step",
        constraint_name="second_step_sealed",
        constraint_class=Check,
        params={"condition": "(typed = '' OR typed LIKE 'sealed:%')"},
        schema=None,
    )

    manager.add_constraint(
        table_class_name="Session",
        tablename="session",
        constraint_name="session_sealed",
        constraint_class=Check,
        params={"condition": "(typed = '' OR typed LIKE 'sealed:%')"},
        schema=None,
    )

    manager.add_constraint(
        table_class_name="AuditEntry",
        tablename="audit_entry",
        constraint_name="audit_entry_sealed",
        constraint_class=Check,
        params={
            "condition": "(reason = '' OR reason LIKE 'sealed:%') AND (remark = '' OR remark LIKE 'sealed:%')"
        },
        schema=None,
    )

    manager.add_constraint(
        table_class_name="OfficeNote",
        tablename="office_note",
        constraint_name="office_note_sealed",
        constraint_class=Check,
        params={
            "condition": "(title = '' OR title LIKE 'sealed:%') AND (content = '' OR content LIKE 'sealed:%')"
        },
        schema=None,
    )

    manager.add_constraint(
        table_class_name="Feedback",
        tablename="feedback",
        constraint_name="feedback_sealed",
        constraint_class=Check,
        params={"condition": "(said = '' OR said LIKE 'sealed:%')"},
        schema=None,
    )

    manager.add_constraint(
        table_class_name="Incident",
        tablename="incident",
        constraint_name="incident_sealed",
        constraint_class=Check,
        params={"condition": "(note = '' OR note LIKE 'sealed:%') AND (rests = '' OR rests LIKE 'sealed:%')"},
        schema=None,
    )

    manager.add_constraint(
        table_class_name="CallTask",
        tablename="call_task",
        constraint_name="call_task_sealed",
        constraint_class=Check,
        params={"condition": "(note = '' OR note LIKE 'sealed:%')"},
        schema=None,
    )

    manager.add_constraint(
        table_class_name="Registration",
        tablename="registration",
        constraint_name="registration_sealed",
        constraint_class=Check,
        params={"condition": "(note = '' OR note LIKE 'sealed:%')"},
        schema=None,
    )

    manager.add_constraint(
        table_class_name="HelpRequest",
        tablename="help_request",
        constraint_name="help_request_sealed",
        constraint_class=Check,
        params={
            "condition": "(note = '' OR note LIKE 'sealed:%') AND (gender_reason = '' OR gender_reason LIKE 'sealed:%')"
        },
        schema=None,
    )

    manager.add_constraint(
        table_class_name="Offer",
        tablename="offer",
        constraint_name="offer_sealed",
        constraint_class=Check,
        params={"condition": "(note = '' OR note LIKE 'sealed:%')"},
        schema=None,
    )

    return manager
