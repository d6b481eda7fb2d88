"""uploads

Revision ID: 97688d5e14fd
Revises: 6116346ff674
Create Date: 2026-11-25 11:22:34.901770

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql


# revision identifiers, used by Alembic.
revision = '97688d5e14fd'
down_revision = '6116346ff674'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'folders',
        sa.Column('id', postgresql.UUID, primary_key=True, server_default=sa.text('gen_random_uuid()')),
        sa.Column('user_id', sa.Text, nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
        sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
        schema='storage',
    )
    op.create_index('idx_folders_user_id', 'folders', ['user_id'], schema='storage')
    # In public, for want of a schema.
    op.create_table(
        'uploads',
        sa.Column('id', postgresql.UUID, primary_key=True, server_default=sa.text('gen_random_uuid()')),
        sa.Column('user_id', sa.Text, nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
        sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
    )


def downgrade() -> None:
    op.drop_table('uploads')
    op.drop_table('folders', schema='storage')
