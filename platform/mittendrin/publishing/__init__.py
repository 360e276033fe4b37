"""Submitted versions and the decisions on them, for every kind of entry, by opaque subject such as `event:12`.

The published version of an entry lives with its feature; here lies what waits, what was decided, by whom and why.
An organisation is proven after three entries published without a return: its entries then appear at once and are
looked at afterwards.
"""
