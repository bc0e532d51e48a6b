"""Pairs of photos that are alike and what was decided about them; which photos were compared; who took whose place"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0026'
down_revision = '0025'
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def _of_photo(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], ['photos.photo_id'], name=op.f(f'fk_{table}_{column}_photos'), ondelete='CASCADE'
    )


def upgrade() -> None:
    op.create_table('duplicate_pairs',
    sa.Column('pair_id', _ID, nullable=False),
    sa.Column('photo_id', _ID, nullable=False),
    sa.Column('other_id', _ID, nullable=False),
    sa.Column('likeness', sa.String(length=16), nullable=False),
    sa.Column('changes', sa.JSON(), nullable=False),
    sa.Column('numbers', sa.JSON(), nullable=False),
    sa.Column('found_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('verdict', sa.String(length=16), nullable=True),
    sa.Column('judged_by', _ID, nullable=True),
    sa.Column('judged_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('held_by', _ID, nullable=True),
    sa.Column('held_until', sa.DateTime(timezone=True), nullable=True),
    _of_photo('duplicate_pairs', 'photo_id'),
    _of_photo('duplicate_pairs', 'other_id'),
    sa.PrimaryKeyConstraint('pair_id', name=op.f('pk_duplicate_pairs')),
    sa.UniqueConstraint('photo_id', 'other_id', name=op.f('uq_duplicate_pairs_photo_id'))
    )
    op.create_index('ix_duplicate_pairs_other_id', 'duplicate_pairs', ['other_id'])
    op.create_index('ix_duplicate_pairs_verdict', 'duplicate_pairs', ['verdict', 'likeness'])
    op.create_table('duplicate_checks',
    sa.Column('photo_id', _ID, nullable=False),
    sa.Column('encoder_id', sa.String(length=64), nullable=False),
    sa.Column('checked_at', sa.DateTime(timezone=True), nullable=False),
    _of_photo('duplicate_checks', 'photo_id'),
    sa.PrimaryKeyConstraint('photo_id', name=op.f('pk_duplicate_checks'))
    )
    op.create_table('photo_successors',
    sa.Column('photo_id', _ID, nullable=False),
    sa.Column('successor_id', _ID, nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    _of_photo('photo_successors', 'photo_id'),
    _of_photo('photo_successors', 'successor_id'),
    sa.PrimaryKeyConstraint('photo_id', name=op.f('pk_photo_successors'))
    )
    op.create_index(op.f('ix_photo_successors_successor_id'), 'photo_successors', ['successor_id'])


def downgrade() -> None:
    op.drop_table('photo_successors')
    op.drop_table('duplicate_checks')
    op.drop_table('duplicate_pairs')
