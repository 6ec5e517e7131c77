"""statements as text"""

import sqlalchemy as sa
from alembic import op

revision = "execute_text"
down_revision = None


def upgrade():
    op.execute("SELECT 1")
    op.execute("SELECT 2;")
    op.execute("SELECT 'a:b', '12:30'::time, ':name'")
    op.execute("UPDATE t SET a = 'x' WHERE b LIKE '%y%'")
    op.execute(sa.text("UPDATE t SET a = '12\\:30', b = c::text"))
    op.execute(r"SELECT '\d+\.\d'")
    op.execute(
        """
        CREATE FUNCTION f() RETURNS trigger AS $$
        BEGIN
            NEW.a := 1; -- a comment: with a colon

            RETURN NEW;
        END;
        $$ LANGUAGE plpgsql;
        """
    )
    op.execute("\tSELECT\t3  \n\n")
    op.execute("INSERT INTO t VALUES ('größe ✓')")
