<%!
import re

%>"""${message}

Revision ID: ${up_revision}
Revises: ${down_revision | comma,n}
Create Date: ${create_date}

"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}

# Where this revision stands in the history.
revision: str = ${repr(up_revision)}
down_revision: str | Sequence[str] | None = ${repr(down_revision)}
branch_labels: str | Sequence[str] | None = ${repr(branch_labels)}
depends_on: str | Sequence[str] | None = ${repr(depends_on)}


def upgrade(engine_name: str) -> None:
    """Go forward to this revision in the database with this name."""
    globals()[f"upgrade_{engine_name}"]()


def downgrade(engine_name: str) -> None:
    """Go back to where this revision came from in the database with this name."""
    globals()[f"downgrade_{engine_name}"]()

<%
    names = re.split(r",\s*", config.get_main_option("databases"))
%>
## a pair of functions for every database of the ini file
% for name in names:

def upgrade_${name}() -> None:
    """Go forward in ${name}."""
    ${context.get(f"{name}_upgrades", "pass")}


def downgrade_${name}() -> None:
    """Go back in ${name}."""
    ${context.get(f"{name}_downgrades", "pass")}

% endfor
