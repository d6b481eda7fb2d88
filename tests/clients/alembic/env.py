# libpq takes host, port and user from PGHOST, PGPORT and PGUSER.
import logging
import os
import sys

from alembic import context
from sqlalchemy import create_engine, text

# SQLAlchemy logs the server's warnings; those of a COMMIT it leaves where psycopg2 has them.
logging.basicConfig()
logging.getLogger('sqlalchemy.dialects.postgresql').setLevel(logging.INFO)

engine = create_engine('postgresql+psycopg2:///' + os.environ['PGDATABASE'], future=True)

with engine.connect() as connection:
    # In this session, so that it is held outside the migrations' transactions too.
    if not connection.scalar(text('SELECT pg_try_advisory_lock(987654321)')):
        raise SystemExit('another migration is running')
    connection.execute(text("SET lock_timeout = '5s'"))
    connection.commit()
    context.configure(
        connection=connection,
        version_table_schema=os.environ.get('LOG_SCHEMA'),
        transaction_per_migration=True,
    )
    try:
        with context.begin_transaction():
            context.run_migrations()
    finally:
        for notice in connection.connection.dbapi_connection.notices:
            print(notice.rstrip(), file=sys.stderr)
