"""Opens and closes the connections of this process, for the event loop that runs."""

from mittendrin.database.engine import current_engine, use_engine


async def open_pool() -> None:
    await use_engine(current_engine()).start_connection_pool()


async def close_pool() -> None:
    await current_engine().close_connection_pool()
