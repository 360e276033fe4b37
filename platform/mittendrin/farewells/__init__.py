"""Somebody has died, or has moved into a home: one act, and nothing reaches them any more.

Their places become free, and so on through every room. Whoever is affected is never written to by the program: the
office gets a call for each of them, because such news is told by a person.
"""
