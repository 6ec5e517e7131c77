"""How revisions are written: authoring.toml in, tests/golden/authoring/<project>.json out."""

import datetime
import io
import json
import os
import pathlib
import re
import shlex
import tempfile
import time
import tomllib
from unittest import mock

import program

TABLE = pathlib.Path("tests/oracle/authoring.toml")
GOLDEN = pathlib.Path("tests/golden/authoring")
ENV = "raise SystemExit('env.py is not needed')\n"


def goldens(root):
    """Yields (path below the repository, text) of every answer."""
    table = tomllib.loads((root / TABLE).read_text())
    template = table["template"].lstrip("\n")
    for project in table["project"]:
        answer = written(project, template)
        yield GOLDEN / f"{project['name']}.json", as_text(answer)
    answers = [dated(case, template) for case in table["dated"]]
    yield GOLDEN / "dated" / "revisions.json", as_text(answers)


def existing(root):
    """The answers that are there now."""
    return sorted((root / GOLDEN).glob("**/*.json"))


def as_text(answer):
    """An answer as it is kept."""
    return json.dumps(answer, indent=1, ensure_ascii=False) + "\n"


def files_before(case, template):
    """The files a project begins with."""
    ini = "[alembic]\nscript_location = %(here)s/m\npath_separator = os\n" + case.get("ini", "")
    return {
        "alembic.ini": ini + "\n",
        "m/env.py": case.get("env", ENV).lstrip("\n"),
        "m/script.py.mako": template + case.get("append", ""),
    }


def written(project, template):
    """What the invocations print one after the other, and the files they leave."""
    before = files_before(project, template)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name).resolve()
        set_up(folder, before)
        lines = project["invocations"]
        answers = [program.run(folder, folder, shlex.split(line)) for line in lines]
        for answer in answers:
            answer["stdout"] = without_date(answer["stdout"])
        after = {
            str(path.relative_to(folder)): without_date(path.read_text())
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.suffix != ".pyc"
        }
    new = {path: text for path, text in after.items() if path not in before}
    return {"before": before, "answers": answers, "after": {} if "refused" in project else new}


def dated(case, template):
    """The file that is written at a certain time: its path and its text, or why there is none."""
    from alembic import command, config, util

    instant = datetime.datetime.fromtimestamp(0, datetime.timezone.utc)
    instant += datetime.timedelta(microseconds=case["instant"])

    class Clock(datetime.datetime):
        """A clock that stands still."""

        @classmethod
        def now(cls, tz=None):
            return instant.astimezone(tz).replace(tzinfo=tz)

    before = files_before(case, template)
    answer = {"before": before, "instant": case["instant"], "local": case.get("local", "UTC")}
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name).resolve()
        set_up(folder, before)
        with (
            mock.patch.dict(os.environ, TZ=answer["local"]),
            mock.patch("alembic.script.base.datetime.datetime", Clock),
        ):
            time.tzset()
            options = config.Config(folder / "alembic.ini", stdout=io.StringIO())
            options.cmd_opts = mock.Mock(quiet=True, x=None, verbose=False)
            try:
                script = command.revision(options, message="Do it now", rev_id="aaaa1111")
                path = pathlib.Path(script.path)
                answer |= {"path": str(path.relative_to(folder)), "text": path.read_text()}
            except util.CommandError as error:
                answer |= {"error": str(error)}
        time.tzset()
    return answer


def set_up(folder, files):
    """Writes the files of a project."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)


def without_date(text):
    """The text of a revision with the time taken out of it."""
    return re.sub(r"^Create Date: .*$", "Create Date: %NOW%", text, flags=re.MULTILINE)
