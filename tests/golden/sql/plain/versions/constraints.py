"""constraints of an existing table"""

import sqlalchemy as sa
from alembic import op

revision = "constraints"
down_revision = None


def upgrade():
    op.create_primary_key("pk_users", "users", ["a", "b"])
    op.create_primary_key(None, "users", ["a"], schema="crm")
    op.create_unique_constraint("uq_users", "users", ["a", "b"])
    op.create_unique_constraint(None, "users", ["a"])
    op.create_unique_constraint("uq_users", "users", ["a"], deferrable=True, initially="DEFERRED")
    op.create_unique_constraint("uq_users", "users", ["a"], schema="crm")
    op.create_check_constraint("ck_users", "users", "a > 0")
    op.create_check_constraint("ck_users", "users", sa.text("a <> 'x:y'"), schema="crm")
    op.create_check_constraint("ck_users", "users", sa.column("a") > 5)
    op.create_check_constraint("ck_users", "users", sa.func.length(sa.column("name")) < 10)
    op.create_check_constraint("ck_users", "users", "a > 0", postgresql_not_valid=True)
