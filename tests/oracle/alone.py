"""The SQL of single revisions, by the real `upgrade --sql`, each on its own and all in one process."""

import io
import re

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import RevisionStep
from alembic.script import ScriptDirectory

HEAD = re.compile(
    r"BEGIN;\n\nCREATE TABLE alembic_version \(.*?\n\);\n\n-- Running upgrade  -> [^\n]+\n\n",
    re.DOTALL,
)
TAIL = re.compile(
    r"INSERT INTO alembic_version \(version_num\) VALUES \('[^\n]+\n\nCOMMIT;\n\n\Z",
)


class Project:
    """A project whose files are read once; `command.upgrade` reads them all for every revision."""

    def __init__(self, folder):
        self.config = Config(str(folder / "alembic.ini"), stdout=io.StringIO())
        self.scripts = ScriptDirectory.from_config(self.config)

    def sql(self, revision):
        """What one revision's upgrade() writes, without the version table's statements."""
        self.config.output_buffer = output = io.StringIO()
        script = self.scripts.get_revision(revision)

        def only(_heads, _context):
            return [RevisionStep(self.scripts.revision_map, script, is_upgrade=True)]

        with EnvironmentContext(
            self.config, self.scripts, fn=only, as_sql=True, destination_rev=revision
        ):
            self.scripts.run_env()
        text, heads = HEAD.subn("", output.getvalue(), count=1)
        text, tails = TAIL.subn("", text)
        if (heads, tails) != (1, 1):
            raise SystemExit(f"{revision}: the version table's statements are not where they belong")
        return text

    def answer(self, revision):
        """The SQL and no refusal, or no SQL and the name and text of the exception."""
        try:
            return self.sql(revision), None
        except Exception as error:  # whatever the real one raises is its answer
            return None, f"{type(error).__name__}: {error}"
