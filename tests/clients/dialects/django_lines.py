# Runs the lines of a HINT through Django: the columns as a model, whose table it creates, or an index on storage.files.
import json
import os
import sys

import django
from django.conf import settings

settings.configure(
    DATABASES={'default': {'ENGINE': 'django.db.backends.postgresql', 'NAME': os.environ['PGDATABASE']}},
    DEFAULT_AUTO_FIELD='django.db.models.BigAutoField',
    USE_TZ=True,
)
django.setup()

from django.db import connection, models  # noqa: E402


# Before Django 5 a field has no db_default: the manual's page on Django says what to write then, and so do these.
class Call:
    def __init__(self, sql):
        self.sql = sql


def with_default(field):
    class WithDefault(field):
        def __init__(self, *args, db_default=None, **options):
            super().__init__(*args, **options)
            self.in_database = db_default

        def db_type(self, connection):
            own, value = super().db_type(connection), self.in_database
            if value is None:
                return own
            return own + ' DEFAULT ' + (value.sql if isinstance(value, Call) else "'%s'" % value)

    return WithDefault


class Fields:
    Index = models.Index

    def __getattr__(self, name):
        return with_default(getattr(models, name)) if django.VERSION < (5,) else getattr(models, name)


if django.VERSION < (5,):
    words = {'Now': lambda: Call('now()'), 'RandomUUID': lambda: Call('gen_random_uuid()'), 'RawSQL': lambda sql, _: Call(sql)}
else:
    from django.contrib.postgres.functions import RandomUUID
    from django.db.models.expressions import RawSQL
    from django.db.models.functions import Now

    words = {'Now': Now, 'RandomUUID': RandomUUID, 'RawSQL': RawSQL}
words['models'] = Fields()

lines = json.load(sys.stdin)


def model(table, columns):
    body = {'__module__': 'storage', 'Meta': type('Meta', (), {'app_label': 'storage', 'db_table': table})}
    for line in columns:
        scope = {}
        exec(line, dict(words), scope)
        body.update(scope)
    return type('Upload', (models.Model,), body)


if lines['columns']:
    placed = {}
    exec(lines['placed'].removesuffix(" in the model's Meta"), {}, placed)
    with connection.schema_editor() as editor:
        editor.create_model(model(placed['db_table'], lines['columns']))
for line in lines['indexes']:
    index = eval(line, dict(words))
    file = model('storage"."files', ['id = models.UUIDField(primary_key=True)', 'name = models.TextField()'])
    with connection.schema_editor(atomic=False) as editor:
        editor.execute(index.create_sql(file, editor, concurrently=True) if django.VERSION >= (5,)
                       else str(index.create_sql(file, editor)).replace('CREATE INDEX', 'CREATE INDEX CONCURRENTLY'))
