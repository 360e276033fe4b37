"""What Piccolo's migration tool reads: the tables of every room that has a `tables.py`."""

from piccolo.conf.apps import AppConfig, table_finder

from mittendrin.paths import MIGRATIONS, PACKAGE

ROOMS_WITH_TABLES = sorted(
    ".".join(file.relative_to(PACKAGE).parent.parts) for file in PACKAGE.glob("**/tables.py")
)

APP_CONFIG = AppConfig(
    app_name="mittendrin",
    migrations_folder_path=str(MIGRATIONS),
    table_classes=table_finder(
        [f"mittendrin.{room}.tables" for room in ROOMS_WITH_TABLES], exclude_imported=True
    ),
    migration_dependencies=[],
)
