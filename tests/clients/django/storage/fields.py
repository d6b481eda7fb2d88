# Before Django 5.0, which has db_default, a column has a default in the database only as part of its type.
from django.db import models


class KeyField(models.UUIDField):
    def db_type(self, connection):
        return super().db_type(connection) + ' DEFAULT gen_random_uuid()'

    def rel_db_type(self, connection):
        return super().db_type(connection)


class TimeField(models.DateTimeField):
    def db_type(self, connection):
        return super().db_type(connection) + ' DEFAULT now()'
