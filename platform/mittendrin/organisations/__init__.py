"""Clubs, departments, providers and the other owners of entries, and who may look after them.

Each keeps its own entries; Mittendrin replaces none of them. A person belongs to an organisation as maintainer
("Pflege") or as responsible ("Verantwortlich"); only the responsible invites others and ends memberships, and
one always stays. Whom to ask changes at once; what an organisation says of itself goes past the board. Accepting
an invitation lies here and not with accounts, because most invitations lead into an organisation.
"""
