"""Schedules of the digest, their issues with their pieces, and what is known of the posts"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0030'
down_revision = '0029'
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def _key(table: str, column: str, of: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    name = op.f(f'fk_{table}_{column}_{of.split(".")[0]}')
    return sa.ForeignKeyConstraint([column], [of], name=name, ondelete=ondelete)


def upgrade() -> None:
    op.create_table('digest_schedules',
    sa.Column('schedule_id', _ID, nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('cron', sa.String(length=128), nullable=False),
    sa.Column('zone', sa.String(length=64), nullable=False),
    sa.Column('languages', sa.String(length=16), nullable=False),
    sa.Column('is_automatic', sa.Boolean(), nullable=False),
    sa.Column('is_paused', sa.Boolean(), nullable=False),
    sa.Column('named', sa.String(length=160), nullable=True),
    sa.Column('looked_until', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('schedule_id', name=op.f('pk_digest_schedules')),
    sa.UniqueConstraint('named', name=op.f('uq_digest_schedules_named'))
    )
    op.create_table('digest_issues',
    sa.Column('issue_id', _ID, nullable=False),
    sa.Column('schedule_id', _ID, nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('send_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('contents', sa.JSON(), nullable=True),
    sa.Column('skipped', sa.String(length=16), nullable=True),
    sa.Column('missed', sa.Integer(), nullable=False),
    sa.Column('trouble', sa.Text(), nullable=True),
    sa.Column('told', sa.Boolean(), nullable=False),
    sa.Column('holder', sa.String(length=64), nullable=True),
    sa.Column('held_until', sa.DateTime(timezone=True), nullable=True),
    _key('digest_issues', 'schedule_id', 'digest_schedules.schedule_id'),
    sa.PrimaryKeyConstraint('issue_id', name=op.f('pk_digest_issues')),
    sa.UniqueConstraint('schedule_id', 'due_at', name=op.f('uq_digest_issues_schedule_id'))
    )
    op.create_index('ix_digest_issues_state', 'digest_issues', ['state'])
    op.create_table('digest_pieces',
    sa.Column('piece_id', _ID, nullable=False),
    sa.Column('issue_id', _ID, nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('texts', sa.JSON(), nullable=False),
    sa.Column('photo_ids', sa.JSON(), nullable=False),
    sa.Column('picture', sa.LargeBinary(), nullable=True),
    sa.Column('state', sa.String(length=16), nullable=False),
    _key('digest_pieces', 'issue_id', 'digest_issues.issue_id', 'CASCADE'),
    sa.PrimaryKeyConstraint('piece_id', name=op.f('pk_digest_pieces'))
    )
    op.create_index(op.f('ix_digest_pieces_issue_id'), 'digest_pieces', ['issue_id'])
    op.create_table('digest_posts',
    sa.Column('chat_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('message_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('piece_id', _ID, nullable=False),
    sa.Column('photo_id', _ID, nullable=True),
    sa.Column('reaction_count', sa.Integer(), nullable=False),
    sa.Column('called_back_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('edited', sa.Boolean(), nullable=True),
    _key('digest_posts', 'piece_id', 'digest_pieces.piece_id', 'CASCADE'),
    _key('digest_posts', 'photo_id', 'photos.photo_id', 'SET NULL'),
    sa.PrimaryKeyConstraint('chat_id', 'message_id', name=op.f('pk_digest_posts'))
    )
    op.create_index(op.f('ix_digest_posts_piece_id'), 'digest_posts', ['piece_id'])
    op.create_index(op.f('ix_digest_posts_photo_id'), 'digest_posts', ['photo_id'])
    op.create_table('digest_clicks',
    sa.Column('issue_id', _ID, nullable=False),
    sa.Column('target', sa.String(length=32), nullable=False),
    sa.Column('person_id', sa.BigInteger(), nullable=False),
    sa.Column('clicked_at', sa.DateTime(timezone=True), nullable=False),
    _key('digest_clicks', 'issue_id', 'digest_issues.issue_id', 'CASCADE'),
    _key('digest_clicks', 'person_id', 'people.person_id'),
    sa.PrimaryKeyConstraint('issue_id', 'target', 'person_id', name=op.f('pk_digest_clicks'))
    )


def downgrade() -> None:
    op.drop_table('digest_clicks')
    op.drop_table('digest_posts')
    op.drop_table('digest_pieces')
    op.drop_table('digest_issues')
    op.drop_table('digest_schedules')
