"""Sign-ups, waiting lists and what follows when a date changes.

A party of one to four is one unit everywhere. The waiting list is strictly first come, first served: while anybody
waits, newcomers join behind; the head of the list is offered seats as soon as its whole party fits, and an open
offer holds them. Nobody needs an account: the code on the slip is enough. Nothing is stored before "Jetzt absenden".
"""
