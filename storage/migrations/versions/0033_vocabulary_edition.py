"""A number that differs whenever the vocabulary does: who has read it before sees at once whether it is the same.

Triggers write it, as they do which photos changed. It is drawn by chance rather than counted: a number that was read
inside a transaction and rolled back with it must not come again and mean another vocabulary.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0033'
down_revision = '0032'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('vocabulary',
    sa.Column('edition', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('edition', name=op.f('pk_vocabulary'))
    )
    op.execute('INSERT INTO vocabulary (edition) VALUES (0)')
    if op.get_bind().dialect.name == 'postgresql':
        op.execute(
            'CREATE FUNCTION note_vocabulary_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN '
            'UPDATE vocabulary SET edition = floor(random() * 9e15)::bigint; RETURN NULL; END $$'
        )
        # The same turn as the photos' writers take, and first of all: two locks in two orders would wait for ever.
        op.execute(
            'CREATE TRIGGER tags_turn BEFORE INSERT OR UPDATE OR DELETE ON tags '
            'FOR EACH STATEMENT EXECUTE FUNCTION take_photo_turn()'
        )
        op.execute(
            'CREATE TRIGGER tags_changed AFTER INSERT OR UPDATE OR DELETE ON tags '
            'FOR EACH STATEMENT EXECUTE FUNCTION note_vocabulary_change()'
        )
        return
    for what in ('insert', 'update', 'delete'):
        op.execute(
            f'CREATE TRIGGER tags_{what} AFTER {what} ON tags BEGIN UPDATE vocabulary SET edition = random(); END'
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == 'postgresql':
        op.execute('DROP TRIGGER IF EXISTS tags_changed ON tags')
        op.execute('DROP TRIGGER IF EXISTS tags_turn ON tags')
        op.execute('DROP FUNCTION note_vocabulary_change()')
    else:
        for what in ('insert', 'update', 'delete'):
            op.execute(f'DROP TRIGGER IF EXISTS tags_{what}')
    op.drop_table('vocabulary')
