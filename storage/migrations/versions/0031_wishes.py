"""Wishes, how they are said and by how many; up to which event searches were gathered"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0031'
down_revision = '0030'
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table('wishes',
    sa.Column('wish_id', _ID, nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('state_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('state_by', sa.BigInteger(), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('last_asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('looked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('photo_id', _ID, nullable=True),
    sa.ForeignKeyConstraint(['photo_id'], ['photos.photo_id'], name=op.f('fk_wishes_photo_id_photos'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['state_by'], ['people.person_id'], name=op.f('fk_wishes_state_by_people')),
    sa.PrimaryKeyConstraint('wish_id', name=op.f('pk_wishes'))
    )
    op.create_index(op.f('ix_wishes_state'), 'wishes', ['state'])
    op.create_table('wish_wordings',
    sa.Column('wording_id', _ID, nullable=False),
    sa.Column('wish_id', _ID, nullable=False),
    sa.Column('text', sa.Text(), nullable=True),
    sa.Column('query', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['wish_id'], ['wishes.wish_id'], name=op.f('fk_wish_wordings_wish_id_wishes'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('wording_id', name=op.f('pk_wish_wordings')),
    sa.UniqueConstraint('text', name=op.f('uq_wish_wordings_text'))
    )
    op.create_index(op.f('ix_wish_wordings_wish_id'), 'wish_wordings', ['wish_id'])
    op.create_table('wish_askers',
    sa.Column('wording_id', _ID, nullable=False),
    sa.Column('person_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('asked_count', sa.Integer(), nullable=False),
    sa.Column('last_asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['wording_id'], ['wish_wordings.wording_id'], name=op.f('fk_wish_askers_wording_id_wish_wordings'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('wording_id', 'person_id', 'language', name=op.f('pk_wish_askers'))
    )
    op.create_table('wishes_read',
    sa.Column('only', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('event_id', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('only', name=op.f('pk_wishes_read'))
    )


def downgrade() -> None:
    op.drop_table('wishes_read')
    op.drop_table('wish_askers')
    op.drop_table('wish_wordings')
    op.drop_table('wishes')
