"""One person who was written down twice becomes one again: by a person's decision, never by itself.

Everything that points to the one points to the other afterwards. What was moved is kept for 30 days, so that a mistake
can be taken back.

Names are merged here too: a topic, a district or a kind of help becomes one with another, and its old address leads there.
"""
