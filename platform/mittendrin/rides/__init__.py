""" "Ich brauche eine Mitfahrt", "Ich biete eine", "Ich komme ungern allein": a small match on one date of an event.

The organisation or the office decides whom to ask; whoever offers is asked first, then the other one, each with a day
by which to answer, and only when both have said yes they read each other's name and telephone. The other of the
two never learns of a no; who asks sees it on the list. What was wished lies with the sign-up and is forgotten with it;
names and numbers end a day after the date. A date that is called off ends the question, and what is
arranged rests until it takes place after all; one that is moved asks anew. Where one of the two is reached by letter alone,
the office arranges where they meet.
"""
