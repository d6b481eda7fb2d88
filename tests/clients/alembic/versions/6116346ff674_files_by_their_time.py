"""files by their time

Revision ID: 6116346ff674
Revises: dcc00add45c7
Create Date: 2026-11-25 11:22:34.670251

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '6116346ff674'
down_revision = 'dcc00add45c7'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.get_context().autocommit_block():
        op.create_index(
            'idx_files_created_at', 'files', ['created_at'], schema='storage', postgresql_concurrently=True
        )


def downgrade() -> None:
    with op.get_context().autocommit_block():
        op.drop_index('idx_files_created_at', schema='storage', postgresql_concurrently=True)
