from piccolo.columns import ForeignKey, OnDelete, Serial, Timestamptz, Varchar
from piccolo.constraints import Unique
from piccolo.table import Table

from mittendrin.people.tables import Person
from mittendrin.volunteering.tables import Engagement


class ContactRelease(Table):
    """Who may see whose contact data, for this engagement alone; `ends_at` comes 30 days after its end."""

    id: Serial = Serial(primary_key=True)
    engagement = ForeignKey(Engagement, null=False, default=None, on_delete=OnDelete.cascade)
    of_person = ForeignKey(Person, null=True, default=None, on_delete=OnDelete.cascade)
    to_side = Varchar(length=10, default=None)
    released_at = Timestamptz(default=None)
    ends_at = Timestamptz(null=True, default=None)
    contact_release_once = Unique([engagement, to_side])
