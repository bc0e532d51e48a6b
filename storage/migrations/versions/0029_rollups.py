"""What is counted of events by day: for every statistic, and for good when the events are pruned"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0029'
down_revision = '0028'
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def _numbers(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def _key(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=False) for name in names]


def _day() -> sa.Column[object]:
    return sa.Column('day', sa.Date(), nullable=False)


def upgrade() -> None:
    op.create_index('ix_events_person_id', 'events', ['person_id'])
    op.create_table('rollup_cursors',
    sa.Column('name', sa.String(length=32), nullable=False),
    sa.Column('event_id', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_rollup_cursors'))
    )
    op.create_table('day_counts',
    sa.Column('measure', sa.String(length=16), nullable=False),
    _day(),
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('count', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('measure', 'day', 'key', name=op.f('pk_day_counts'))
    )
    op.create_table('person_days',
    _day(),
    *_key('person_id'),
    *_numbers('searches', 'opened', 'downloads', 'kept', 'shared'),
    sa.PrimaryKeyConstraint('day', 'person_id', name=op.f('pk_person_days'))
    )
    op.create_index('ix_person_days_person_id', 'person_days', ['person_id', 'day'])
    op.create_table('person_weeks',
    *_key('person_id'),
    sa.Column('monday', sa.Date(), nullable=False),
    sa.PrimaryKeyConstraint('person_id', 'monday', name=op.f('pk_person_weeks'))
    )
    op.create_table('asked_words',
    sa.Column('words_id', _ID, nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('words_id', name=op.f('pk_asked_words')),
    sa.UniqueConstraint('words', name=op.f('uq_asked_words_words'))
    )
    op.create_table('asked_days',
    _day(),
    *_key('words_id'),
    *_numbers('searches', 'nothing_found'),
    sa.PrimaryKeyConstraint('day', 'words_id', name=op.f('pk_asked_days'))
    )
    op.create_table('asked_people',
    *_key('words_id'),
    _day(),
    *_key('person_id'),
    sa.PrimaryKeyConstraint('words_id', 'day', 'person_id', name=op.f('pk_asked_people'))
    )
    op.create_index('ix_asked_people_person_id', 'asked_people', ['person_id'])
    op.create_table('photo_days',
    _day(),
    *_key('photo_id'),
    *_numbers('opened', 'downloads', 'kept', 'shared', 'thumbs_up', 'thumbs_down', 'places', 'placed'),
    sa.PrimaryKeyConstraint('day', 'photo_id', name=op.f('pk_photo_days'))
    )
    op.create_index('ix_photo_days_photo_id', 'photo_days', ['photo_id', 'day'])
    op.create_table('photo_lovers',
    _day(),
    *_key('photo_id', 'person_id'),
    sa.PrimaryKeyConstraint('day', 'photo_id', 'person_id', name=op.f('pk_photo_lovers'))
    )
    op.create_index('ix_photo_lovers_photo_id', 'photo_lovers', ['photo_id', 'day'])
    op.create_table('search_outcomes',
    *_key('search_id'),
    _day(),
    sa.Column('asked', sa.Boolean(), nullable=False),
    sa.Column('succeeded', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('search_id', name=op.f('pk_search_outcomes'))
    )
    op.create_index(op.f('ix_search_outcomes_day'), 'search_outcomes', ['day'])
    op.create_table('bank_days',
    _day(),
    *_numbers('published', 'waiting'),
    sa.PrimaryKeyConstraint('day', name=op.f('pk_bank_days'))
    )


def downgrade() -> None:
    for table in (
        'bank_days',
        'search_outcomes',
        'photo_lovers',
        'photo_days',
        'asked_people',
        'asked_days',
        'asked_words',
        'person_weeks',
        'person_days',
        'day_counts',
        'rollup_cursors',
    ):
        op.drop_table(table)
    op.drop_index('ix_events_person_id', 'events')
