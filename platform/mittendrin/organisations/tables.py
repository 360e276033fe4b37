from piccolo.columns import Boolean, ForeignKey, OnDelete, Serial, Text, Timestamptz, Varchar
from piccolo.constraints import Unique
from piccolo.table import Table

from mittendrin.accounts.tables import Account
from mittendrin.places.tables import District


class Organisation(Table):
    """`contact_phone` is E.164. `key` stands for the office's form it came with: sent twice, it is one organisation."""

    id: Serial = Serial(primary_key=True)
    slug = Varchar(length=80, default=None, unique=True)
    key = Varchar(length=64, null=True, default=None, unique=True)
    name = Varchar(length=120, default=None)
    kind = Varchar(length=20, default=None)
    profile = Text(default="")
    contact_name = Varchar(length=120, default="")
    contact_phone = Varchar(length=20, default="")
    contact_email = Varchar(length=254, default="")
    website = Varchar(length=300, default="")
    search = Text(default="")
    sort_key = Varchar(length=200, default="")
    active = Boolean(default=True)
    changed_at = Timestamptz(default=None)


class OrganisationDistrict(Table):
    id: Serial = Serial(primary_key=True)
    organisation = ForeignKey(Organisation, null=False, default=None, on_delete=OnDelete.cascade)
    district = ForeignKey(District, null=False, default=None, on_delete=OnDelete.cascade)
    organisation_district_once = Unique([organisation, district])


class Membership(Table):
    id: Serial = Serial(primary_key=True)
    organisation = ForeignKey(Organisation, null=False, default=None, on_delete=OnDelete.restrict)
    account = ForeignKey(Account, null=False, default=None, on_delete=OnDelete.cascade)
    role = Varchar(length=20, default=None)
    membership_once = Unique([organisation, account])
