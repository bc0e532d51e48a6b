"""Searches by what they show: what was near somebody is found quickly, to be deleted"""

from __future__ import annotations

from alembic import op


revision = '0028'
down_revision = '0027'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('searches', schema=None) as batch_op:
        batch_op.create_index('ix_searches_shelf', ['shelf', 'asked_at'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('searches', schema=None) as batch_op:
        batch_op.drop_index('ix_searches_shelf')
