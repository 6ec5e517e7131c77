"""types only PostgreSQL has"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "types_network_and_text_search"
down_revision = None


def upgrade():
    op.create_table(
        "exotics",
        sa.Column("a", postgresql.INET()),
        sa.Column("b", postgresql.CIDR()),
        sa.Column("c", postgresql.MACADDR()),
        sa.Column("d", postgresql.MACADDR8()),
        sa.Column("e", postgresql.MONEY()),
        sa.Column("f", postgresql.OID()),
        sa.Column("g", postgresql.REGCLASS()),
        sa.Column("h", postgresql.REGCONFIG()),
        sa.Column("i", postgresql.TSVECTOR()),
        sa.Column("j", postgresql.TSQUERY()),
        sa.Column("k", postgresql.BIT()),
        sa.Column("l", postgresql.BIT(8)),
        sa.Column("m", postgresql.BIT(varying=True)),
        sa.Column("n", postgresql.BIT(5, varying=True)),
        sa.Column("o", postgresql.HSTORE()),
        sa.Column("p", postgresql.CITEXT()),
        sa.Column("q", postgresql.JSONPATH()),
    )
