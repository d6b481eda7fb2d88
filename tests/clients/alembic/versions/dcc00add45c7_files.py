"""files

Revision ID: dcc00add45c7
Revises: 
Create Date: 2026-11-25 11:22:34.422758

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql


# revision identifiers, used by Alembic.
revision = 'dcc00add45c7'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute('CREATE SCHEMA storage')
    op.create_table(
        'files',
        sa.Column('id', postgresql.UUID, primary_key=True, server_default=sa.text('gen_random_uuid()')),
        sa.Column('user_id', sa.Text, nullable=False),
        sa.Column('name', sa.String(500), nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
        sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
        schema='storage',
    )
    op.create_index('idx_files_user_id', 'files', ['user_id'], schema='storage')


def downgrade() -> None:
    op.drop_table('files', schema='storage')
    op.execute('DROP SCHEMA storage')
