from piccolo.columns import Serial, Text, Timestamptz, Varchar
from piccolo.table import Table


class SiteText(Table):
    """Present only where the office has changed the default text."""

    id: Serial = Serial(primary_key=True)
    slug = Varchar(length=60, default=None, unique=True)
    title = Varchar(length=120, default=None)
    body = Text(default=None)
    changed_at = Timestamptz(default=None)
