"""Deeds that take others back: at most one for each"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0024'
down_revision = '0023'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('audits', schema=None) as batch_op:
        batch_op.add_column(sa.Column('undoes', sa.BigInteger(), nullable=True))
        batch_op.create_unique_constraint(batch_op.f('uq_audits_undoes'), ['undoes'])


def downgrade() -> None:
    with op.batch_alter_table('audits', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_audits_undoes'), type_='unique')
        batch_op.drop_column('undoes')
