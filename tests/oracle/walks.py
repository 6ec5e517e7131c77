"""What is said and recorded on a database: walks.toml in, tests/golden/walks/<name>.json out.

Each walk has a fresh database. Beside the answer of every step stand the rows that the version
table holds after it, or null where there is no such table.
"""

import json
import pathlib
import re
import shlex
import shutil
import tempfile
import tomllib

import program
import server

TABLE = pathlib.Path("tests/oracle/walks.toml")
GOLDEN = pathlib.Path("tests/golden/walks")
FIXTURES = pathlib.Path("migrations_fixture")
URL_PLACEHOLDER = "%URL%"


def goldens(root):
    """Yields (path below the repository, text) of every answer."""
    with server.private_server() as cluster:
        for walk in tomllib.loads((root / TABLE).read_text())["walk"]:
            answers = walked(root, cluster, walk)
            kept = {"fixture": walk["fixture"], "setup": walk.get("setup"), "answers": answers}
            text = json.dumps(kept, indent=1, ensure_ascii=False) + "\n"
            yield GOLDEN / f"{walk['name']}.json", text


def existing(root):
    """The answers that are there now."""
    return sorted((root / GOLDEN).glob("*"))


def walked(root, cluster, walk):
    """The answers to the steps of one walk."""
    server.execute(f"{cluster} dbname=postgres", f"CREATE DATABASE {walk['name']}")
    database = f"{cluster} dbname={walk['name']}"
    if "setup" in walk:
        server.execute(database, walk["setup"])
    host = cluster.split()[0].removeprefix("host=")
    url = f"postgresql://postgres@/{walk['name']}?host={host}"
    with tempfile.TemporaryDirectory() as folder:
        project = pathlib.Path(folder) / walk["fixture"]
        shutil.copytree(root / FIXTURES / walk["fixture"], project)
        rewrite_url(project / "alembic.ini", url)
        answers = []
        for step in walk["steps"]:
            answer = program.run(root, project, shlex.split(step))
            if "current" in step:
                answer["stdout"] = in_order(answer["stdout"])
            answer["rows"] = version_rows(database)
            answers.append(answer)
    text = json.dumps(answers, ensure_ascii=False)
    text = text.replace(str(project), f"{program.ROOT_PLACEHOLDER}/{FIXTURES / walk['fixture']}")
    return json.loads(text.replace(shown(url), URL_PLACEHOLDER))


def in_order(text):
    """What `current` prints, sorted: it goes through a set whose order changes from run to run."""
    first, separator, rest = text.partition(":\n") if text.startswith("Current") else ("", "", text)
    entries = re.split(r"(?m)^(?=Rev: )", rest) if separator else rest.splitlines(keepends=True)
    return first + separator + "".join(sorted(entries))


def rewrite_url(ini, url):
    """Points alembic.ini at the private server."""
    lines = ini.read_text().splitlines(keepends=True)
    key = "sqlalchemy.url = "
    changed = [f"{key}{url}\n" if line.startswith(key) else line for line in lines]
    ini.write_text("".join(changed))


def shown(url):
    """The URL in the form in which SQLAlchemy prints it, inside a JSON string."""
    import sqlalchemy

    return str(sqlalchemy.make_url(url))


def version_rows(database):
    """The rows of alembic_version in their order as text, or None where there is no table."""
    exists = server.execute(database, "SELECT to_regclass('alembic_version') IS NOT NULL")
    if exists != [(True,)]:
        return None
    rows = server.execute(database, "SELECT version_num FROM alembic_version ORDER BY 1")
    return [version for (version,) in rows]
