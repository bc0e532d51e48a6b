"""What models said of photos, and which steps of indexing failed"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table('descriptions',
    sa.Column('photo_id', _ID, nullable=False),
    sa.Column('source', sa.String(length=96), nullable=False),
    sa.Column('body', sa.JSON(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['photo_id'], ['photos.photo_id'], name=op.f('fk_descriptions_photo_id_photos'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('photo_id', 'source', name=op.f('pk_descriptions'))
    )
    op.create_table('step_failures',
    sa.Column('photo_id', _ID, nullable=False),
    sa.Column('step', sa.String(length=96), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('failed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('next_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['photo_id'], ['photos.photo_id'], name=op.f('fk_step_failures_photo_id_photos'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('photo_id', 'step', name=op.f('pk_step_failures'))
    )
    with op.batch_alter_table('step_failures', schema=None) as batch_op:
        batch_op.create_index('ix_step_failures_untold', ['told_at', 'next_at'], unique=False)


def downgrade() -> None:
    op.drop_table('step_failures')
    op.drop_table('descriptions')
