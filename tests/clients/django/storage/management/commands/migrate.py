# Django's own migrate, in a session that holds the lock of migrations, with the server's warnings.
from django.core.management import CommandError
from django.core.management.commands import migrate
from django.db import connection


class Command(migrate.Command):
    def handle(self, *args, **options):
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '5s'")
            cursor.execute('SELECT pg_try_advisory_lock(987654321)')
            if not cursor.fetchone()[0]:
                raise CommandError('another migration is running')
        try:
            super().handle(*args, **options)
        finally:
            for notice in connection.connection.notices:
                self.stderr.write(notice.rstrip())
