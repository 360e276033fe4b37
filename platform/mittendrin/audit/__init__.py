"""Who did what, when, why and on whose behalf.

Every act writes its row in its own transaction. Rows are only ever added; the daily job removes what is older
than the retention period. Subjects are opaque words such as `event:12`, because audit stands below every feature.
"""
