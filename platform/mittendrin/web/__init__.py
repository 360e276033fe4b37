"""The shell around every room: pages, forms, sessions, headers. It knows no feature and asks no table.

Shell and look share this room: what answers a request lies beside what it looks like.
"""
