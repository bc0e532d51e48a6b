"""Which photos changed, and in which order: columns kept in memory follow SQL by it.

Triggers write it, so that no statement of any process can change a photo unseen. The version is one more than the
highest one; SQLite has one writer at a time, and on PostgreSQL a lock held until the commit makes it so, without which
a reader could see a higher version before a lower one.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

_WATCHED = ('photos', 'photo_tags', 'embeddings')
_NEXT = 'SELECT COALESCE(MAX(version), 0) + 1 FROM photo_changes'
_LOCK = 723402


def upgrade() -> None:
    op.create_table('photo_changes',
    sa.Column('photo_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('photo_id', name=op.f('pk_photo_changes'))
    )
    with op.batch_alter_table('photo_changes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_photo_changes_version'), ['version'], unique=False)
    op.execute('INSERT INTO photo_changes (photo_id, version) SELECT photo_id, 1 FROM photos')
    if op.get_bind().dialect.name == 'postgresql':
        _watch_postgresql()
    else:
        _watch_sqlite()


def downgrade() -> None:
    postgresql = op.get_bind().dialect.name == 'postgresql'
    for table in _WATCHED:
        if postgresql:
            op.execute(f'DROP TRIGGER IF EXISTS {table}_changed ON {table}')
            op.execute(f'DROP TRIGGER IF EXISTS {table}_turn ON {table}')
        else:
            for what in ('insert', 'update', 'delete'):
                op.execute(f'DROP TRIGGER IF EXISTS {table}_{what}')
    if postgresql:
        op.execute('DROP FUNCTION note_photo_change()')
        op.execute('DROP FUNCTION take_photo_turn()')
    with op.batch_alter_table('photo_changes', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_photo_changes_version'))
    op.drop_table('photo_changes')


def _watch_sqlite() -> None:
    for table in _WATCHED:
        for what, row in (('insert', 'NEW'), ('update', 'NEW'), ('delete', 'OLD')):
            op.execute(
                f'CREATE TRIGGER {table}_{what} AFTER {what} ON {table} BEGIN '
                f'INSERT INTO photo_changes (photo_id, version) VALUES ({row}.photo_id, ({_NEXT})) '
                'ON CONFLICT (photo_id) DO UPDATE SET version = excluded.version; END'
            )


def _watch_postgresql() -> None:
    # The lock is taken before any row is, or else a writer with a row could wait for a writer with the lock.
    op.execute(
        'CREATE FUNCTION take_photo_turn() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN '
        f'PERFORM pg_advisory_xact_lock({_LOCK}); RETURN NULL; END $$'
    )
    op.execute(
        'CREATE FUNCTION note_photo_change() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE changed bigint; BEGIN '
        "IF TG_OP = 'DELETE' THEN changed := OLD.photo_id; ELSE changed := NEW.photo_id; END IF; "
        f'INSERT INTO photo_changes (photo_id, version) VALUES (changed, ({_NEXT})) '
        'ON CONFLICT (photo_id) DO UPDATE SET version = EXCLUDED.version; RETURN NULL; END $$'
    )
    for table in _WATCHED:
        op.execute(
            f'CREATE TRIGGER {table}_turn BEFORE INSERT OR UPDATE OR DELETE ON {table} '
            'FOR EACH STATEMENT EXECUTE FUNCTION take_photo_turn()'
        )
        op.execute(
            f'CREATE TRIGGER {table}_changed AFTER INSERT OR UPDATE OR DELETE ON {table} '
            'FOR EACH ROW EXECUTE FUNCTION note_photo_change()'
        )
