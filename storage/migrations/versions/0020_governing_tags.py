"""How the vocabulary was changed, so that it can be undone, and which alike tags are kept apart."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table('tag_changes',
    sa.Column('change_id', _ID, nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('person_id', sa.BigInteger(), nullable=False),
    sa.Column('changed_at', _TIME, nullable=False),
    sa.Column('before', sa.JSON(), nullable=False),
    sa.Column('after', sa.JSON(), nullable=False),
    sa.Column('undone_at', _TIME, nullable=True),
    sa.PrimaryKeyConstraint('change_id', name=op.f('pk_tag_changes'))
    )
    op.create_index(op.f('ix_tag_changes_changed_at'), 'tag_changes', ['changed_at'])
    op.create_table('tag_change_photos',
    sa.Column('change_id', _ID, nullable=False),
    sa.Column('photo_id', _ID, nullable=False),
    sa.Column('slug', sa.String(length=64), nullable=False),
    sa.Column('added', sa.Boolean(), nullable=False),
    sa.Column('confidence', sa.Float(), nullable=False),
    sa.Column('source', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(
        ['change_id'], ['tag_changes.change_id'],
        name=op.f('fk_tag_change_photos_change_id_tag_changes'), ondelete='CASCADE'
    ),
    sa.ForeignKeyConstraint(
        ['photo_id'], ['photos.photo_id'], name=op.f('fk_tag_change_photos_photo_id_photos'), ondelete='CASCADE'
    ),
    sa.PrimaryKeyConstraint('change_id', 'photo_id', 'slug', name=op.f('pk_tag_change_photos'))
    )
    op.create_table('tag_redirects',
    sa.Column('slug', sa.String(length=64), nullable=False),
    sa.Column('to_slug', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('slug', name=op.f('pk_tag_redirects'))
    )
    op.create_table('tags_kept_apart',
    sa.Column('one', sa.String(length=64), nullable=False),
    sa.Column('other', sa.String(length=64), nullable=False),
    sa.Column('person_id', sa.BigInteger(), nullable=False),
    sa.Column('kept_at', _TIME, nullable=False),
    sa.PrimaryKeyConstraint('one', 'other', name=op.f('pk_tags_kept_apart'))
    )
    op.create_table('tag_proposals',
    sa.Column('proposal_id', _ID, nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('person_id', sa.BigInteger(), nullable=False),
    sa.Column('made_at', _TIME, nullable=False),
    sa.Column('before', sa.JSON(), nullable=True),
    sa.Column('wanted', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('proposal_id', name=op.f('pk_tag_proposals'))
    )


def downgrade() -> None:
    for table in ('tag_proposals', 'tags_kept_apart', 'tag_redirects', 'tag_change_photos', 'tag_changes'):
        op.drop_table(table)
