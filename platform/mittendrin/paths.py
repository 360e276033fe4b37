"""Where templates and migrations lie: beside `platform/` in a checkout, inside the package once installed."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = PACKAGE.parent.parent
_IN_CHECKOUT = (_CHECKOUT / "pyproject.toml").is_file()

MIGRATIONS = _CHECKOUT / "piccolo_migrations" if _IN_CHECKOUT else PACKAGE / "_migrations"
TEMPLATES = _CHECKOUT / "templates" if _IN_CHECKOUT else PACKAGE / "_templates"
ASSETS = PACKAGE / "web" / "assets"
