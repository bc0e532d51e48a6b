"""Collections, their photos and the links to them"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('collections',
    sa.Column('collection_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.person_id'], name=op.f('fk_collections_person_id_people')),
    sa.PrimaryKeyConstraint('collection_id', name=op.f('pk_collections'))
    )
    with op.batch_alter_table('collections', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_collections_person_id'), ['person_id'], unique=False)
    op.create_table('collection_photos',
    sa.Column('collection_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('photo_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['collection_id'], ['collections.collection_id'], name=op.f('fk_collection_photos_collection_id_collections'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['photo_id'], ['photos.photo_id'], name=op.f('fk_collection_photos_photo_id_photos'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('collection_id', 'photo_id', name=op.f('pk_collection_photos'))
    )
    op.create_table('collection_links',
    sa.Column('token', sa.String(length=32), nullable=False),
    sa.Column('collection_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['collection_id'], ['collections.collection_id'], name=op.f('fk_collection_links_collection_id_collections'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('token', name=op.f('pk_collection_links'))
    )
    with op.batch_alter_table('collection_links', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_collection_links_collection_id'), ['collection_id'], unique=False)


def downgrade() -> None:
    op.drop_table('collection_links')
    op.drop_table('collection_photos')
    op.drop_table('collections')
