"""Messages to people, written and rendered in the transaction of the act that causes them.

A mail is delivered by a loop with retries and growing waits; what cannot be delivered ends in a list that people
see. Who has no e-mail gets a call task with a script to read out, or a letter to print. A call task has one owner:
the organisation, else the office. Mail trouble never fails a request.
"""
