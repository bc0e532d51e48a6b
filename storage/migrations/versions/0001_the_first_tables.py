"""The first tables"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('bank_settings',
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_bank_settings'))
    )
    op.create_table('events',
    sa.Column('event_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('person_id', sa.BigInteger(), nullable=True),
    sa.Column('happened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('facts', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('event_id', name=op.f('pk_events'))
    )
    with op.batch_alter_table('events', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_events_happened_at'), ['happened_at'], unique=False)

    op.create_table('file_ids',
    sa.Column('bot_id', sa.BigInteger(), nullable=False),
    sa.Column('key', sa.String(length=96), nullable=False),
    sa.Column('file_id', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('bot_id', 'key', name=op.f('pk_file_ids'))
    )
    op.create_table('people',
    sa.Column('person_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('role', sa.String(length=16), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=True),
    sa.Column('met_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_people'))
    )
    op.create_table('photos',
    sa.Column('photo_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('content_hash', sa.String(length=64), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('media_type', sa.String(length=64), nullable=False),
    sa.Column('byte_count', sa.BigInteger(), nullable=False),
    sa.Column('width', sa.Integer(), nullable=False),
    sa.Column('height', sa.Integer(), nullable=False),
    sa.Column('fingerprint', sa.BigInteger(), nullable=False),
    sa.Column('original_name', sa.Text(), nullable=True),
    sa.Column('people_count', sa.Integer(), nullable=True),
    sa.Column('crowd', sa.Boolean(), nullable=True),
    sa.Column('season', sa.String(length=16), nullable=True),
    sa.Column('time_of_day', sa.String(length=16), nullable=True),
    sa.Column('weather', sa.String(length=16), nullable=True),
    sa.Column('sight', sa.String(length=64), nullable=True),
    sa.Column('objects', sa.JSON(), nullable=False),
    sa.Column('taken_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('place', sa.Text(), nullable=True),
    sa.Column('photographer', sa.Text(), nullable=True),
    sa.Column('licence', sa.Text(), nullable=True),
    sa.Column('publish_when_indexed', sa.Boolean(), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('indexed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('indexed_by', sa.String(length=64), nullable=True),
    sa.PrimaryKeyConstraint('photo_id', name=op.f('pk_photos')),
    sa.UniqueConstraint('content_hash', name=op.f('uq_photos_content_hash'))
    )
    with op.batch_alter_table('photos', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_photos_fingerprint'), ['fingerprint'], unique=False)
        batch_op.create_index(batch_op.f('ix_photos_state'), ['state'], unique=False)

    op.create_table('tags',
    sa.Column('slug', sa.String(length=64), nullable=False),
    sa.Column('ru', sa.Text(), nullable=False),
    sa.Column('en', sa.Text(), nullable=False),
    sa.Column('aliases', sa.JSON(), nullable=False),
    sa.Column('parent', sa.String(length=64), nullable=True),
    sa.PrimaryKeyConstraint('slug', name=op.f('pk_tags'))
    )
    op.create_table('accounts',
    sa.Column('telegram_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('person_id', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.person_id'], name=op.f('fk_accounts_person_id_people')),
    sa.PrimaryKeyConstraint('telegram_id', name=op.f('pk_accounts')),
    sa.UniqueConstraint('person_id', name=op.f('uq_accounts_person_id'))
    )
    op.create_table('captions',
    sa.Column('photo_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('source', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['photo_id'], ['photos.photo_id'], name=op.f('fk_captions_photo_id_photos'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('photo_id', 'position', name=op.f('pk_captions'))
    )
    op.create_table('embeddings',
    sa.Column('encoder_id', sa.String(length=64), nullable=False),
    sa.Column('photo_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('vector', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['photo_id'], ['photos.photo_id'], name=op.f('fk_embeddings_photo_id_photos'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('encoder_id', 'photo_id', name=op.f('pk_embeddings'))
    )
    op.create_table('photo_tags',
    sa.Column('photo_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('slug', sa.String(length=64), nullable=False),
    sa.Column('confidence', sa.Float(), nullable=False),
    sa.Column('source', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['photo_id'], ['photos.photo_id'], name=op.f('fk_photo_tags_photo_id_photos'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['slug'], ['tags.slug'], name=op.f('fk_photo_tags_slug_tags')),
    sa.PrimaryKeyConstraint('photo_id', 'slug', name=op.f('pk_photo_tags'))
    )
    with op.batch_alter_table('photo_tags', schema=None) as batch_op:
        batch_op.create_index('ix_photo_tags_slug', ['slug'], unique=False)

    op.create_table('searches',
    sa.Column('search_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger(), nullable=False),
    sa.Column('query', sa.JSON(), nullable=False),
    sa.Column('ranked', sa.JSON(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.person_id'], name=op.f('fk_searches_person_id_people')),
    sa.PrimaryKeyConstraint('search_id', name=op.f('pk_searches'))
    )
    with op.batch_alter_table('searches', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_searches_asked_at'), ['asked_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_searches_person_id'), ['person_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('searches', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_searches_person_id'))
        batch_op.drop_index(batch_op.f('ix_searches_asked_at'))

    op.drop_table('searches')
    with op.batch_alter_table('photo_tags', schema=None) as batch_op:
        batch_op.drop_index('ix_photo_tags_slug')

    op.drop_table('photo_tags')
    op.drop_table('embeddings')
    op.drop_table('captions')
    op.drop_table('accounts')
    op.drop_table('tags')
    with op.batch_alter_table('photos', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_photos_state'))
        batch_op.drop_index(batch_op.f('ix_photos_fingerprint'))

    op.drop_table('photos')
    op.drop_table('people')
    op.drop_table('file_ids')
    with op.batch_alter_table('events', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_events_happened_at'))

    op.drop_table('events')
    op.drop_table('bank_settings')
