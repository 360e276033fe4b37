"""The advisory board's desk: what waits, what changes in words, and the decision with its reason.

Nobody decides on an organisation they belong to: the acts refuse it, not only the pages. Responsible for the
content is the organisation. What nobody has decided on after two office days, the office may let through; its pages
for that stand here, because desks do not know each other.
"""
