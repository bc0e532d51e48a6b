"""The review: who looks at which photo, what they passed over and chose; and what moderators and owners did"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def _of_photo(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ['photo_id'], ['photos.photo_id'], name=op.f(f'fk_{table}_photo_id_photos'), ondelete='CASCADE'
    )


def _of_person(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(['person_id'], ['people.person_id'], name=op.f(f'fk_{table}_person_id_people'))


def upgrade() -> None:
    op.create_table('review_leases',
    sa.Column('photo_id', _ID, nullable=False),
    sa.Column('person_id', sa.BigInteger(), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('awaits', sa.String(length=16), nullable=True),
    _of_photo('review_leases'),
    _of_person('review_leases'),
    sa.PrimaryKeyConstraint('photo_id', name=op.f('pk_review_leases')),
    sa.UniqueConstraint('person_id', name=op.f('uq_review_leases_person_id'))
    )
    op.create_table('review_skips',
    sa.Column('photo_id', _ID, nullable=False),
    sa.Column('person_id', sa.BigInteger(), nullable=False),
    sa.Column('skipped_at', sa.DateTime(timezone=True), nullable=False),
    _of_photo('review_skips'),
    _of_person('review_skips'),
    sa.PrimaryKeyConstraint('photo_id', 'person_id', name=op.f('pk_review_skips'))
    )
    op.create_table('review_choices',
    sa.Column('photo_id', _ID, nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('value', sa.String(length=64), nullable=False),
    sa.Column('wanted', sa.Boolean(), nullable=False),
    _of_photo('review_choices'),
    sa.PrimaryKeyConstraint('photo_id', 'kind', 'value', name=op.f('pk_review_choices'))
    )
    op.create_table('audits',
    sa.Column('deed_id', _ID, nullable=False),
    sa.Column('person_id', sa.BigInteger(), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('photo_id', sa.BigInteger(), nullable=True),
    sa.Column('about_id', sa.BigInteger(), nullable=True),
    sa.Column('before', sa.JSON(), nullable=False),
    sa.Column('after', sa.JSON(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('deed_id', name=op.f('pk_audits'))
    )
    with op.batch_alter_table('audits', schema=None) as batch_op:
        for column in ('done_at', 'person_id', 'photo_id', 'about_id'):
            batch_op.create_index(batch_op.f(f'ix_audits_{column}'), [column], unique=False)


def downgrade() -> None:
    for table in ('audits', 'review_choices', 'review_skips', 'review_leases'):
        op.drop_table(table)
