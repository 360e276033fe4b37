"""Two things that a table may declare beside Piccolo's Unique and Check; both engines get the same index.

Declared like a column, they go into migrations by themselves. Their names are global: begin with the table's.

    class Proposal(Table):
        offer = ForeignKey(Offer, null=False, on_delete=OnDelete.restrict)
        state = Varchar(length=20)
        proposal_one_open = UniqueWhere([offer], "state = 'open'")
        proposal_by_state = Index([state, offer])
"""

from collections.abc import Sequence

from piccolo.columns import Column
from piccolo.constraints import Constraint


class Index(Constraint):
    """An index over several columns; for one column `index=True` says the same."""

    def __init__(self, columns: Sequence[Column | str], name: str | None = None) -> None:
        self.columns = columns
        super().__init__(name=name, columns=columns)

    @property
    def ddl(self) -> str:
        return f"INDEX ({self._column_list})"

    @property
    def _column_names(self) -> list[str]:
        return [
            column._meta.db_column_name if isinstance(column, Column) else column for column in self.columns
        ]

    @property
    def _column_list(self) -> str:
        return ", ".join(f'"{name}"' for name in self._column_names)

    def serialise_self(self) -> None:
        self._meta.params["columns"] = self._column_names

    def _table_str(self) -> str:
        return f"{self._meta.name} = {type(self).__name__}({self._column_names})"


class UniqueWhere(Index):
    """Unique among the rows that fulfil the condition, which is SQL that both engines read alike."""

    def __init__(self, columns: Sequence[Column | str], condition: str, name: str | None = None) -> None:
        super().__init__(columns, name)
        self.condition = condition
        self._meta.params["condition"] = condition

    @property
    def ddl(self) -> str:
        return f"UNIQUE INDEX ({self._column_list}) WHERE {self.condition}"
