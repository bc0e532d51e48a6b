"""What is sent in by chat"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0025'
down_revision = '0024'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('uploads',
    sa.Column('upload_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger(), nullable=False),
    sa.Column('begun_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('touched_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['people.person_id'], name=op.f('fk_uploads_person_id_people')),
    sa.PrimaryKeyConstraint('upload_id', name=op.f('pk_uploads'))
    )
    with op.batch_alter_table('uploads', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_uploads_person_id'), ['person_id'], unique=False)

    op.create_table('sent_files',
    sa.Column('file_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('upload_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=True),
    sa.Column('caption', sa.Text(), nullable=False),
    sa.Column('is_archive', sa.Boolean(), nullable=False),
    sa.Column('became', sa.String(length=16), nullable=False),
    sa.Column('photo_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('reason', sa.String(length=64), nullable=False),
    sa.Column('noted_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['photo_id'], ['photos.photo_id'], name=op.f('fk_sent_files_photo_id_photos'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['upload_id'], ['uploads.upload_id'], name=op.f('fk_sent_files_upload_id_uploads')),
    sa.PrimaryKeyConstraint('file_id', name=op.f('pk_sent_files'))
    )
    with op.batch_alter_table('sent_files', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sent_files_became'), ['became'], unique=False)
        batch_op.create_index(batch_op.f('ix_sent_files_upload_id'), ['upload_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('sent_files', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sent_files_upload_id'))
        batch_op.drop_index(batch_op.f('ix_sent_files_became'))

    op.drop_table('sent_files')
    with op.batch_alter_table('uploads', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_uploads_person_id'))

    op.drop_table('uploads')
