"""Legal and help pages: Markdown without HTML that the office edits, delivered with a default text each.

A text may name facts of the office through a fixed list of placeholders and nothing else: what the office changes
in one place (its telephone number, its hours) is then right on every page. Links lead to pages of ours, to http,
https, mail and telephone; everything else stays plain words. `rendering` is the one place where text becomes markup.
"""
