"""a column becomes an enum"""

import sqlalchemy as sa
from alembic import op

revision = "alter_column_enum"
down_revision = None


def upgrade():
    kind = sa.Enum("a", "b", name="kind")
    kind.create(op.get_bind(), checkfirst=False)
    op.alter_column("users", "kind", type_=kind, postgresql_using="kind::text::kind")
    op.alter_column(
        "users",
        "kind",
        existing_type=sa.Enum("a", "b", name="kind"),
        type_=sa.String(10),
        nullable=True,
    )
