"""A caption that is written, edited or deleted changes its photo: what is kept in memory of its words follows."""

from __future__ import annotations

from alembic import op


revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

_NEXT = 'SELECT COALESCE(MAX(version), 0) + 1 FROM photo_changes'


def upgrade() -> None:
    """The same triggers as the other watched tables have; PostgreSQL's functions are there already."""
    if op.get_bind().dialect.name == 'postgresql':
        op.execute(
            'CREATE TRIGGER captions_turn BEFORE INSERT OR UPDATE OR DELETE ON captions '
            'FOR EACH STATEMENT EXECUTE FUNCTION take_photo_turn()'
        )
        op.execute(
            'CREATE TRIGGER captions_changed AFTER INSERT OR UPDATE OR DELETE ON captions '
            'FOR EACH ROW EXECUTE FUNCTION note_photo_change()'
        )
        return
    for what, row in (('insert', 'NEW'), ('update', 'NEW'), ('delete', 'OLD')):
        op.execute(
            f'CREATE TRIGGER captions_{what} AFTER {what} ON captions BEGIN '
            f'INSERT INTO photo_changes (photo_id, version) VALUES ({row}.photo_id, ({_NEXT})) '
            'ON CONFLICT (photo_id) DO UPDATE SET version = excluded.version; END'
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == 'postgresql':
        op.execute('DROP TRIGGER IF EXISTS captions_changed ON captions')
        op.execute('DROP TRIGGER IF EXISTS captions_turn ON captions')
        return
    for what in ('insert', 'update', 'delete'):
        op.execute(f'DROP TRIGGER IF EXISTS captions_{what}')
