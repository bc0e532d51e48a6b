"""Sharpness, which photos came in together, and who may send photos in without moderating"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0027'
down_revision = '0026'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('photos', sa.Column('sharpness', sa.Float(), nullable=True))
    op.add_column('photos', sa.Column('intake', sa.String(length=64), nullable=True))
    op.create_index(op.f('ix_photos_intake'), 'photos', ['intake'], unique=False)
    op.add_column('sent_files', sa.Column('album', sa.String(length=64), nullable=True))
    op.add_column('people', sa.Column('may_upload', sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    op.drop_column('people', 'may_upload')
    op.drop_column('sent_files', 'album')
    op.drop_index(op.f('ix_photos_intake'), table_name='photos')
    op.drop_column('photos', 'intake')
    op.drop_column('photos', 'sharpness')
