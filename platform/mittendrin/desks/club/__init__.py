"""An organisation's own desk: what it writes, what waits, what came back and why, its dates and sign-ups.

Nothing is stored before the preview was seen. What visitors see already is changed by handing in a new version;
only telephone numbers and what is known of a venue's access take effect at once.
"""
