"""What people ask of those who moderate: reports of photos, requests for a partner's access"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('partner_requests',
    sa.Column('request_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger(), nullable=False),
    sa.Column('organisation', sa.Text(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('granted', sa.Boolean(), nullable=True),
    sa.Column('reason', sa.Text(), server_default='', nullable=False),
    sa.Column('decided_by', sa.BigInteger(), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['decided_by'], ['people.person_id'], name=op.f('fk_partner_requests_decided_by_people')),
    sa.ForeignKeyConstraint(['person_id'], ['people.person_id'], name=op.f('fk_partner_requests_person_id_people')),
    sa.PrimaryKeyConstraint('request_id', name=op.f('pk_partner_requests'))
    )
    with op.batch_alter_table('partner_requests', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_partner_requests_person_id'), ['person_id'], unique=False)

    op.create_table('reports',
    sa.Column('report_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('photo_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger(), nullable=False),
    sa.Column('trouble', sa.String(length=16), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('reported_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('withdrawn', sa.Boolean(), nullable=True),
    sa.Column('settled_by', sa.BigInteger(), nullable=True),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['people.person_id'], name=op.f('fk_reports_person_id_people')),
    sa.ForeignKeyConstraint(['photo_id'], ['photos.photo_id'], name=op.f('fk_reports_photo_id_photos'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['settled_by'], ['people.person_id'], name=op.f('fk_reports_settled_by_people')),
    sa.PrimaryKeyConstraint('report_id', name=op.f('pk_reports'))
    )
    with op.batch_alter_table('reports', schema=None) as batch_op:
        batch_op.create_index('ux_reports_open', ['photo_id', 'person_id'], unique=True, sqlite_where=sa.text('settled_at IS NULL'), postgresql_where=sa.text('settled_at IS NULL'))


def downgrade() -> None:
    with op.batch_alter_table('reports', schema=None) as batch_op:
        batch_op.drop_index('ux_reports_open', sqlite_where=sa.text('settled_at IS NULL'), postgresql_where=sa.text('settled_at IS NULL'))

    op.drop_table('reports')
    with op.batch_alter_table('partner_requests', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_partner_requests_person_id'))

    op.drop_table('partner_requests')
