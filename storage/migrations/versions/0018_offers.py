"""The owner's offers, their words, and to whom one was shown last"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('offers',
    sa.Column('offer_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('is_on', sa.Boolean(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('shown_count', sa.BigInteger(), nullable=False),
    sa.Column('click_count', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('offer_id', name=op.f('pk_offers'))
    )
    op.create_table('offer_texts',
    sa.Column('offer_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('link', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['offer_id'], ['offers.offer_id'], name=op.f('fk_offer_texts_offer_id_offers'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('offer_id', 'language', name=op.f('pk_offer_texts'))
    )
    op.create_table('offer_showings',
    sa.Column('person_id', sa.BigInteger(), nullable=False),
    sa.Column('offer_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('shown_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['offer_id'], ['offers.offer_id'], name=op.f('fk_offer_showings_offer_id_offers'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['people.person_id'], name=op.f('fk_offer_showings_person_id_people')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_offer_showings'))
    )


def downgrade() -> None:
    op.drop_table('offer_showings')
    op.drop_table('offer_texts')
    op.drop_table('offers')
