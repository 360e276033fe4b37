from piccolo.columns import Date, Serial
from piccolo.table import Table


class FeedWindow(Table):
    """One row: the day that feeds are written for. It moves by a daily job."""

    id: Serial = Serial(primary_key=True)
    day = Date(default=None)
