"""The engine behind an address, and the one that this process uses."""

from piccolo.table import TABLE_REGISTRY

from mittendrin.database.postgres_engine import CarefulPostgresEngine, CarefulTransaction
from mittendrin.database.sqlite_engine import PooledSQLiteEngine, PooledTransaction
from mittendrin.settings import read_settings

Transaction = PooledTransaction | CarefulTransaction
Engine = PooledSQLiteEngine | CarefulPostgresEngine


def make_engine(address: str) -> Engine:
    """`sqlite:///path` or `postgresql://…`. Opens nothing: that is `pool.open_pool`, or the first query."""
    if address.startswith("sqlite:///"):
        return PooledSQLiteEngine(address.removeprefix("sqlite:///"))
    return CarefulPostgresEngine(address)


class _InUse:
    engine: Engine | None = None


def current_engine() -> Engine:
    """The one of this process, made from its settings when it is first asked for."""
    return _InUse.engine or use_engine(make_engine(read_settings().database))


def use_engine(engine: Engine) -> Engine:
    """From now on every table lives there.

    Tables are told: left alone they look for their engine with Piccolo's migration tools, whose import needs a
    third of a second and a code formatter.
    """
    _InUse.engine = engine
    for table in TABLE_REGISTRY:
        table._meta.db = engine
    return engine
