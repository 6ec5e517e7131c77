"""the branch of the dialect at hand"""

from alembic import op

revision = "dialect_choice"
down_revision = None


def upgrade():
    bind = op.get_bind()
    if bind.dialect.name == "postgresql":
        op.execute("SELECT 'postgresql'")
    elif bind.dialect.name in ("mysql", "sqlite"):
        op.execute("SELECT 'another'")
    if op.get_context().dialect.name != "postgresql":
        op.execute("SELECT 'another'")
    if op.get_context().as_sql:
        op.execute("SELECT 'offline'")
