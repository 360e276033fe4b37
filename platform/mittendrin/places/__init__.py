"""The city: its office's telephone and hours, districts, topics, kinds of help, and venues with what is known of their access.

Districts, topics and kinds of help are data that the office edits, with the words people use for them. An access fact is yes,
no or unknown; unknown is never shown as no. Access facts and telephone numbers take effect at once: a wrong one
sends somebody to a staircase, so they do not wait for a decision.
"""
