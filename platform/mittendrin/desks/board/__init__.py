"""The advisory board's desk: what waits, what changes in words, and the decision with its reason.

Nobody decides on an organisation they belong to. Responsible for the content is the organisation.
"""
