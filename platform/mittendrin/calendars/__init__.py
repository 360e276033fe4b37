"""Public feeds and the page that explains how to subscribe to them.

A feed is joined from the components of its events, which are kept as bytes until an event changes. What it holds
depends on stored data alone: the window of days is moved by a daily job, as a change like any other.
"""
