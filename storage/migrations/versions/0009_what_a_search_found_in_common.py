"""A saved search keeps its facets and relaxations: its pages say the same whenever they are opened again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('searches', schema=None) as batch_op:
        batch_op.add_column(sa.Column('facets', sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column('relaxations', sa.JSON(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('searches', schema=None) as batch_op:
        batch_op.drop_column('relaxations')
        batch_op.drop_column('facets')
