"""What organisations need volunteers for (Einsatzstellen): written at their desk, looked at by the board, public.

A public need asks for volunteers as a request of the organisation, so that matching sees it like any other; its
person is the contact person. Requests of people are none of this room's business, except for the neutral wording
that the office has released: it stands on the same public page.
"""
