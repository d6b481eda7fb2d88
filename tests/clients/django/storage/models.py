# The quote in db_table puts the table into a schema: Django quotes the whole.
import uuid

from django.db import models

from .fields import KeyField, TimeField


class File(models.Model):
    id = KeyField(primary_key=True, default=uuid.uuid4, editable=False)
    user_id = models.TextField()
    name = models.CharField(max_length=500)
    created_at = TimeField(auto_now_add=True)
    updated_at = TimeField(auto_now=True)

    class Meta:
        db_table = 'storage"."files'
        indexes = [
            models.Index(fields=['user_id'], name='idx_files_user_id'),
            models.Index(fields=['created_at'], name='idx_files_created_at'),
        ]


class Folder(models.Model):
    id = KeyField(primary_key=True, default=uuid.uuid4, editable=False)
    user_id = models.TextField()
    created_at = TimeField(auto_now_add=True)
    updated_at = TimeField(auto_now=True)

    class Meta:
        db_table = 'storage"."folders'
        indexes = [
            models.Index(fields=['user_id'], name='idx_folders_user_id'),
        ]


class Upload(models.Model):
    id = KeyField(primary_key=True, default=uuid.uuid4, editable=False)
    # What the guard is to refuse.
    user_id = models.UUIDField()
    created_at = TimeField(auto_now_add=True)
    updated_at = TimeField(auto_now=True)

    class Meta:
        db_table = 'storage"."uploads'
