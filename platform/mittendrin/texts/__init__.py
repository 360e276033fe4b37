"""Legal and help pages: Markdown without HTML that the office edits, delivered with a default text each.

A text may name facts of the office through a fixed list of placeholders and nothing else.
"""
