"""Publications to come, and which photos the messages of the last day show"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('plans',
    sa.Column('photo_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger(), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['photo_id'], ['photos.photo_id'], name=op.f('fk_plans_photo_id_photos'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['people.person_id'], name=op.f('fk_plans_person_id_people')),
    sa.PrimaryKeyConstraint('photo_id', name=op.f('pk_plans'))
    )
    with op.batch_alter_table('plans', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_plans_due_at'), ['due_at'], unique=False)
    op.create_table('sent_messages',
    sa.Column('chat_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('message_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('content_hash', sa.String(length=64), nullable=False),
    sa.Column('search_id', sa.BigInteger(), nullable=True),
    sa.Column('page', sa.Integer(), nullable=True),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('chat_id', 'message_id', 'content_hash', name=op.f('pk_sent_messages'))
    )
    with op.batch_alter_table('sent_messages', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sent_messages_sent_at'), ['sent_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_sent_messages_content_hash'), ['content_hash'], unique=False)


def downgrade() -> None:
    op.drop_table('sent_messages')
    op.drop_table('plans')
