"""Tags that models suggest for photos."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0023'
down_revision = '0022'
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table('tag_suggestions',
    sa.Column('photo_id', _ID, nullable=False),
    sa.Column('slug', sa.String(length=64), nullable=False),
    sa.Column('confidence', sa.Float(), nullable=False),
    sa.Column('origins', sa.JSON(), nullable=False),
    sa.Column('model', sa.String(length=64), nullable=False),
    sa.Column('accepted', sa.Boolean(), nullable=True),
    sa.Column('decided_at', _TIME, nullable=True),
    sa.ForeignKeyConstraint(
        ['photo_id'], ['photos.photo_id'], name=op.f('fk_tag_suggestions_photo_id_photos'), ondelete='CASCADE'
    ),
    sa.ForeignKeyConstraint(
        ['slug'], ['tags.slug'], name=op.f('fk_tag_suggestions_slug_tags'), ondelete='CASCADE'
    ),
    sa.PrimaryKeyConstraint('photo_id', 'slug', name=op.f('pk_tag_suggestions'))
    )
    op.create_index(op.f('ix_tag_suggestions_model'), 'tag_suggestions', ['model'])
    op.create_table('suggested_photos',
    sa.Column('photo_id', _ID, nullable=False),
    sa.Column('model', sa.String(length=64), nullable=False),
    sa.Column('made_at', _TIME, nullable=False),
    sa.ForeignKeyConstraint(
        ['photo_id'], ['photos.photo_id'], name=op.f('fk_suggested_photos_photo_id_photos'), ondelete='CASCADE'
    ),
    sa.PrimaryKeyConstraint('photo_id', name=op.f('pk_suggested_photos'))
    )


def downgrade() -> None:
    op.drop_table('suggested_photos')
    op.drop_table('tag_suggestions')
