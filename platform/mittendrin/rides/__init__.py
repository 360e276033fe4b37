""" "Ich brauche eine Mitfahrt", "Ich biete eine", "Ich komme ungern allein": a small match on one date of an event.

The organisation decides whom it asks; both are asked apart, and only when both have said yes they read each other's
name and telephone. Nobody learns of a no. What was wished lies with the sign-up and is forgotten with it.
"""
