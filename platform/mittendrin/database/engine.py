"""The engine behind an address, and the one that this process uses."""

from piccolo.engine import engine_finder

from mittendrin.database.postgres_engine import CarefulPostgresEngine, CarefulTransaction
from mittendrin.database.sqlite_engine import PooledSQLiteEngine, PooledTransaction

Transaction = PooledTransaction | CarefulTransaction
Engine = PooledSQLiteEngine | CarefulPostgresEngine


def make_engine(address: str) -> Engine:
    """`sqlite:///path` or `postgresql://…`. Opens nothing: that is `pool.open_pool`, or the first query."""
    if address.startswith("sqlite:///"):
        return PooledSQLiteEngine(address.removeprefix("sqlite:///"))
    return CarefulPostgresEngine(address)


def current_engine() -> Engine:
    """The engine that Piccolo finds for every table: `DB` in piccolo_conf."""
    engine = engine_finder()
    if not isinstance(engine, PooledSQLiteEngine | CarefulPostgresEngine):
        raise TypeError(f"{engine!r} was not made by make_engine")
    return engine
