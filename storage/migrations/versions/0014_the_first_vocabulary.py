"""The vocabulary that a bank begins with; what a bank has already keeps its names, and gets parents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.tagging.first_vocabulary import first_vocabulary

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None

_tags = sa.table(
    'tags',
    sa.column('slug', sa.String),
    sa.column('ru', sa.Text),
    sa.column('en', sa.Text),
    sa.column('aliases', sa.JSON),
    sa.column('parent', sa.String),
)


def upgrade() -> None:
    known = set(op.get_bind().execute(sa.select(_tags.c.slug)).scalars())
    op.bulk_insert(
        _tags,
        [
            {'slug': tag.slug, 'ru': tag.ru, 'en': tag.en, 'aliases': list(tag.aliases), 'parent': tag.parent}
            for tag in first_vocabulary()
            if tag.slug not in known
        ],
    )
    for tag in first_vocabulary():
        if tag.slug in known:
            orphan = (_tags.c.slug == tag.slug) & _tags.c.parent.is_(None)
            op.execute(sa.update(_tags).where(orphan).values(parent=tag.parent))


def downgrade() -> None:
    """Tags may be on photos by now, so none is taken away."""
