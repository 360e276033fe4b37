"""Clubs, departments, providers and the other owners of entries, and who may look after them.

Each keeps its own entries; Mittendrin replaces none of them. A person belongs to an organisation as maintainer
("Pflege") or as responsible ("Verantwortlich"); only the responsible invites others and ends memberships.
"""
