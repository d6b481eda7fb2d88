# Runs the lines of a HINT through SQLAlchemy and Alembic: the columns as a table, or an index.
import json
import os
import re
import sys

import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy.dialects import postgresql

lines = json.load(sys.stdin)
engine = sa.create_engine('postgresql+psycopg2:///' + os.environ['PGDATABASE'], future=True)
words = {'sa': sa, 'postgresql': postgresql}

if lines['columns']:
    with engine.begin() as connection:
        columns = [eval(line, words) for line in lines['columns']]
        call = lines['placed'].split(', and ')[0].replace(', ...,', ', *columns,')
        eval(call, {'op': Operations(MigrationContext.configure(connection)), 'columns': columns})
with engine.connect() as connection:
    context = MigrationContext.configure(connection, opts={'transaction_per_migration': True})
    op = Operations(context)
    for line in lines['indexes']:
        assert re.search('postgresql_concurrently=True', line), line
        with context.autocommit_block():
            eval(line, {'op': op})
