""" "Vorfall melden": something went wrong between two people, and at once everything around that person rests.

Nobody but the lead reads what was written, and each reading is written down. The lead decides how it goes on.
"""
