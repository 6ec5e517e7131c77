"""The SQL of single revisions: tests/golden/sql/<family>/versions/<revision>.sql beside each .py.

A family is a project whose env.py configures one way of writing values and names. What stands in
the .sql is what the real `upgrade --sql` writes for that revision alone, without the transaction
and the statements of the version table around it. Where the real one refuses a revision, its
exception stands in <revision>.refused, and alembic-rs must refuse it too.
"""

import io
import pathlib
import re

from alembic import command
from alembic.config import Config

FAMILIES = pathlib.Path("tests/golden/sql")

HEAD = re.compile(
    r"BEGIN;\n\nCREATE TABLE alembic_version \(.*?\n\);\n\n-- Running upgrade  -> [^\n]+\n\n",
    re.DOTALL,
)
TAIL = re.compile(
    r"INSERT INTO alembic_version \(version_num\) VALUES \('[^\n]+\n\nCOMMIT;\n\n\Z",
)


def goldens(root):
    """Yields (path below the repository, text) of every answer."""
    for family in sorted((root / FAMILIES).iterdir()):
        for script in sorted((family / "versions").glob("*.py")):
            try:
                suffix, text = ".sql", upgrade_alone(family, script.stem)
            except Exception as error:  # whatever the real one raises is its answer
                suffix, text = ".refused", f"{type(error).__name__}: {error}\n"
            yield script.relative_to(root).with_suffix(suffix), text


def existing(root):
    """The answers that are there now."""
    for suffix in (".sql", ".refused"):
        yield from sorted((root / FAMILIES).glob(f"*/versions/*{suffix}"))


def upgrade_alone(family, revision):
    """The SQL of one revision's upgrade()."""
    output = io.StringIO()
    config = Config(str(family / "alembic.ini"), output_buffer=output, stdout=io.StringIO())
    command.upgrade(config, revision, sql=True)
    script, heads = HEAD.subn("", output.getvalue(), count=1)
    script, tails = TAIL.subn("", script)
    if (heads, tails) != (1, 1):
        raise SystemExit(f"{revision}: the version table's statements are not where they belong")
    return script
