"""Who accepted which version of the terms"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "acceptances",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.person_id"], name=op.f("fk_acceptances_person_id_people")),
        sa.PrimaryKeyConstraint("person_id", "version", name=op.f("pk_acceptances")),
    )


def downgrade() -> None:
    op.drop_table("acceptances")
