"""The printed month: one line a date, large, with the telephone on every sheet; and the same as plain text.

It is a page made for paper, not a file: what a visitor prints is what the office prints.
"""
