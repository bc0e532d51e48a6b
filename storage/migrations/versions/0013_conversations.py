"""Conversations, looks of sent pictures, and from which search a search was made"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('searches', schema=None) as batch_op:
        batch_op.add_column(sa.Column('previous_id', sa.BigInteger(), nullable=True))
    op.create_table('conversations',
    sa.Column('person_id', sa.BigInteger(), nullable=False),
    sa.Column('place', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('search_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('touched_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.person_id'], name=op.f('fk_conversations_person_id_people')),
    sa.ForeignKeyConstraint(['search_id'], ['searches.search_id'], name=op.f('fk_conversations_search_id_searches'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('person_id', 'place', name=op.f('pk_conversations'))
    )
    with op.batch_alter_table('conversations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_conversations_search_id'), ['search_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_conversations_touched_at'), ['touched_at'], unique=False)
    op.create_table('sent_looks',
    sa.Column('person_id', sa.BigInteger(), nullable=False),
    sa.Column('encoder_id', sa.String(length=64), nullable=False),
    sa.Column('content_hash', sa.String(length=64), nullable=False),
    sa.Column('vector', sa.LargeBinary(), nullable=False),
    sa.Column('fingerprint', sa.BigInteger(), nullable=False),
    sa.Column('touched_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.person_id'], name=op.f('fk_sent_looks_person_id_people')),
    sa.PrimaryKeyConstraint('person_id', 'encoder_id', 'content_hash', name=op.f('pk_sent_looks'))
    )
    with op.batch_alter_table('sent_looks', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sent_looks_touched_at'), ['touched_at'], unique=False)


def downgrade() -> None:
    op.drop_table('sent_looks')
    op.drop_table('conversations')
    with op.batch_alter_table('searches', schema=None) as batch_op:
        batch_op.drop_column('previous_id')
