"""What Piccolo's migration tool reads: our tables, in the order of the rooms."""

from piccolo.conf.apps import AppConfig, table_finder

from mittendrin.paths import MIGRATIONS

ROOMS_WITH_TABLES: list[str] = []

APP_CONFIG = AppConfig(
    app_name="mittendrin",
    migrations_folder_path=str(MIGRATIONS),
    table_classes=table_finder(
        [f"mittendrin.{room}.tables" for room in ROOMS_WITH_TABLES], exclude_imported=True
    ),
    migration_dependencies=[],
)
