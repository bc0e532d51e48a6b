"""What people marked, which searches are shelves, and how often photos were opened"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('favourites',
    sa.Column('person_id', sa.BigInteger(), nullable=False),
    sa.Column('photo_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.person_id'], name=op.f('fk_favourites_person_id_people')),
    sa.ForeignKeyConstraint(['photo_id'], ['photos.photo_id'], name=op.f('fk_favourites_photo_id_photos'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('person_id', 'photo_id', name=op.f('pk_favourites'))
    )
    with op.batch_alter_table('favourites', schema=None) as batch_op:
        batch_op.create_index('ix_favourites_photo_id', ['photo_id'], unique=False)
    op.create_table('photo_views',
    sa.Column('photo_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('view_count', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('photo_id', name=op.f('pk_photo_views'))
    )
    op.add_column('searches', sa.Column('shelf', sa.String(length=16), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('searches', schema=None) as batch_op:
        batch_op.drop_column('shelf')
    op.drop_table('photo_views')
    with op.batch_alter_table('favourites', schema=None) as batch_op:
        batch_op.drop_index('ix_favourites_photo_id')
    op.drop_table('favourites')
