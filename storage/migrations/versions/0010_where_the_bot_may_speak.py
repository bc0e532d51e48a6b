"""Where the bot may speak: who has shut it out, and which groups it is in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'blocks',
        sa.Column('telegram_id', sa.BigInteger(), nullable=False),
        sa.Column('blocked_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ['telegram_id'],
            ['accounts.telegram_id'],
            name=op.f('fk_blocks_telegram_id_accounts'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('telegram_id', name=op.f('pk_blocks')),
    )
    op.create_table(
        'groups',
        sa.Column('chat_id', sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column('title', sa.Text(), nullable=False),
        sa.Column('joined_at', sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint('chat_id', name=op.f('pk_groups')),
    )


def downgrade() -> None:
    op.drop_table('groups')
    op.drop_table('blocks')
