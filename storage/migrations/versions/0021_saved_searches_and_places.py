"""Saved searches, and where photos were taken"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('saved_searches',
    sa.Column('saved_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger(), nullable=False),
    sa.Column('query', sa.JSON(), nullable=False),
    sa.Column('how', sa.SmallInteger(), nullable=False),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('looked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['people.person_id'], name=op.f('fk_saved_searches_person_id_people')),
    sa.PrimaryKeyConstraint('saved_id', name=op.f('pk_saved_searches'))
    )
    with op.batch_alter_table('saved_searches', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_saved_searches_person_id'), ['person_id'], unique=False)

    op.create_table('told_photos',
    sa.Column('saved_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('photo_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['photo_id'], ['photos.photo_id'], name=op.f('fk_told_photos_photo_id_photos'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['saved_id'], ['saved_searches.saved_id'], name=op.f('fk_told_photos_saved_id_saved_searches'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('saved_id', 'photo_id', name=op.f('pk_told_photos'))
    )
    with op.batch_alter_table('photos', schema=None) as batch_op:
        batch_op.add_column(sa.Column('latitude', sa.Float(), nullable=True))
        batch_op.add_column(sa.Column('longitude', sa.Float(), nullable=True))
        batch_op.create_index(batch_op.f('ix_photos_latitude'), ['latitude'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('photos', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_photos_latitude'))
        batch_op.drop_column('longitude')
        batch_op.drop_column('latitude')

    op.drop_table('told_photos')
    with op.batch_alter_table('saved_searches', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_saved_searches_person_id'))

    op.drop_table('saved_searches')
