"""What runs by itself: deliver, remind, top up dates, end offers, forget.

It runs in one process at a time, the one that holds the lease row; each job is also a command. The time of a run
comes in as a value.
"""
