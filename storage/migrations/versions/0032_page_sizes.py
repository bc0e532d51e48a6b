"""How many photos stand on the pages of a search, where it is not the usual number"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0032'
down_revision = '0031'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('searches', sa.Column('page_size', sa.SmallInteger(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('searches') as batch:
        batch.drop_column('page_size')
