"""How often each photo was opened on each day, counted from the events so far."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None

SO_FAR = {
    'sqlite': """
        INSERT INTO photo_view_days (photo_id, day, view_count)
        SELECT json_extract(facts, '$.photo_id'), date(happened_at), count(*) FROM events
        WHERE kind = 'opened' AND json_type(facts, '$.photo_id') = 'integer' GROUP BY 1, 2
    """,
    'postgresql': """
        INSERT INTO photo_view_days (photo_id, day, view_count)
        SELECT (facts ->> 'photo_id')::bigint, (happened_at AT TIME ZONE 'UTC')::date, count(*) FROM events
        WHERE kind = 'opened' AND json_typeof(facts -> 'photo_id') = 'number' GROUP BY 1, 2
    """,
}


def upgrade() -> None:
    op.create_table('photo_view_days',
    sa.Column('photo_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('view_count', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('photo_id', 'day', name=op.f('pk_photo_view_days'))
    )
    op.execute(SO_FAR[op.get_bind().dialect.name])


def downgrade() -> None:
    op.drop_table('photo_view_days')
