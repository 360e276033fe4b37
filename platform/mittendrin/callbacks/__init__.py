"""Somebody asks to be called: name, number and when it suits, and the office calls within one office day.

Nothing else is asked, and everything is forgotten 30 days after the call.
"""
