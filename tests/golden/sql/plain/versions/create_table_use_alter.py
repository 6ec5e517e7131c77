"""a foreign key made afterwards because of a cycle"""

import sqlalchemy as sa
from alembic import op

revision = "create_table_use_alter"
down_revision = None


def upgrade():
    op.create_table(
        "eggs",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "hen_id", sa.Integer(), sa.ForeignKey("hens.id", name="fk_egg_hen", use_alter=True)
        ),
    )
