"""Embeddings of captions and of tags' names; one whose text was changed is deleted by a trigger, to be made again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None

_WATCHED = (
    # Table, the columns that hold its text, the embeddings' table, which of them are deleted.
    ('captions', ('text',), 'caption_embeddings', 'photo_id = NEW.photo_id AND position = NEW.position'),
    ('tags', ('ru', 'en'), 'tag_embeddings', 'slug = NEW.slug'),
)


def upgrade() -> None:
    op.create_table('caption_embeddings',
    sa.Column('photo_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('encoder_id', sa.String(length=64), nullable=False),
    sa.Column('vector', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(
        ['photo_id', 'position'], ['captions.photo_id', 'captions.position'],
        name=op.f('fk_caption_embeddings_photo_id_captions'), ondelete='CASCADE'
    ),
    sa.PrimaryKeyConstraint('photo_id', 'position', 'encoder_id', name=op.f('pk_caption_embeddings'))
    )
    op.create_table('tag_embeddings',
    sa.Column('slug', sa.String(length=64), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('encoder_id', sa.String(length=64), nullable=False),
    sa.Column('vector', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(
        ['slug'], ['tags.slug'], name=op.f('fk_tag_embeddings_slug_tags'), ondelete='CASCADE'
    ),
    sa.PrimaryKeyConstraint('slug', 'language', 'encoder_id', name=op.f('pk_tag_embeddings'))
    )
    for table, columns, embeddings, which in _WATCHED:
        if op.get_bind().dialect.name == 'postgresql':
            op.execute(
                f'CREATE FUNCTION forget_{embeddings}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN '
                f'DELETE FROM {embeddings} WHERE {which}; RETURN NULL; END $$'
            )
            op.execute(
                f'CREATE TRIGGER {table}_reworded AFTER UPDATE ON {table} FOR EACH ROW '
                f'WHEN ({_differs(columns, "IS DISTINCT FROM")}) EXECUTE FUNCTION forget_{embeddings}()'
            )
        else:
            op.execute(
                f'CREATE TRIGGER {table}_reworded AFTER UPDATE ON {table} WHEN {_differs(columns, "IS NOT")} '
                f'BEGIN DELETE FROM {embeddings} WHERE {which}; END'
            )


def downgrade() -> None:
    for table, _, embeddings, _ in _WATCHED:
        if op.get_bind().dialect.name == 'postgresql':
            op.execute(f'DROP TRIGGER IF EXISTS {table}_reworded ON {table}')
            op.execute(f'DROP FUNCTION IF EXISTS forget_{embeddings}()')
        else:
            op.execute(f'DROP TRIGGER IF EXISTS {table}_reworded')
    op.drop_table('tag_embeddings')
    op.drop_table('caption_embeddings')


def _differs(columns: tuple[str, ...], unlike: str) -> str:
    return ' OR '.join(f'OLD.{column} {unlike} NEW.{column}' for column in columns)
