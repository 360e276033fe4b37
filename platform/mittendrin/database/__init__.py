"""How we speak to SQLite and PostgreSQL: engines, pool, transactions, violations, migrations, backups.

What differs between the two engines ends in this room (and in search); nobody above asks which one runs.
What a page confirmed is on the disk: SQLite writes with `synchronous=FULL`, through one writer per process.
It refuses half-done things: a cancelled request, a failing COMMIT or a task that outlives its transaction
never leaves one open and never writes outside one.
"""
