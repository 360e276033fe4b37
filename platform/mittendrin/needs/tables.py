from piccolo.columns import Date, ForeignKey, OnDelete, Serial, Text, Timestamptz, Varchar
from piccolo.table import Table

from mittendrin.organisations.tables import Organisation
from mittendrin.volunteering.tables import HelpRequest


class Need(Table):
    """`content` is the JSON of content.py: what is public, and before that what was written last.

    `key` stands for the form it came with: sent twice, it is one need. `request` asks for the volunteers.
    """

    id: Serial = Serial(primary_key=True)
    slug = Varchar(length=120, default=None, unique=True)
    key = Varchar(length=64, default=None, unique=True)
    organisation = ForeignKey(Organisation, null=False, default=None, on_delete=OnDelete.restrict)
    request = ForeignKey(HelpRequest, null=True, default=None, on_delete=OnDelete.restrict)
    state = Varchar(length=12, default=None, index=True)
    title = Varchar(length=120, default=None)
    content = Text(default=None)
    until = Date(null=True, default=None)
    created_at = Timestamptz(default=None)
    changed_at = Timestamptz(default=None)
