#!/usr/bin/env python3
"""Runs the real `alembic` and this program side by side: `tests/oracle/commands.py [--only WORD]`.

Every line of commands.toml is run by both, each on an empty database of its own, and what can be
seen of it is compared: standard output, the exit status, the lines of Alembic's loggers, and what
the database holds afterwards. A difference is a failure unless the table lists it, and a listed one
that is none is a failure too. ALEMBIC_RS names the program; by default it is the debug build.

--only WORD  only the lines whose project, setting or text contains WORD
--show       prints what both said where they differ as listed
"""

import argparse
import multiprocessing
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import tomllib
import traceback

import regenerate

ROOT = regenerate.ROOT
TABLE = ROOT / "tests/oracle/commands.toml"
LOG_LINE = re.compile(r"^\S+ +\[alembic\.(?!rs\])")
# Several branch labels, in a line and in a block.
NAMES = re.compile(r"(?m)( \(|^Branch names: )(\w+(?:, \w+)+)(\)|$)")
ASPECTS = ("stdout", "exit", "log", "database")
SECONDS = 60
MODEL = "migrations_fixture/quickstart"
# The URLs of the fixtures: the database is the one that PGHOST and PGDATABASE name.
FIXTURE_URL = r"(?m)^(sqlalchemy\.url =) postgresql://postgres@127.*$"

REVISION = '''"""{doc}"""
from alembic import op
import sqlalchemy as sa

revision = {id!r}
down_revision = {parents!r}
branch_labels = {labels!r}
depends_on = {dependencies!r}


def upgrade():
    op.create_table("t_{id}", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("t_{id}")
'''

# Every relation that is not the system's, and the rows of those that hold versions.
RELATIONS = """
SELECT n.nspname || '.' || c.relname,
       array_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod) ORDER BY a.attnum)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relkind IN ('r', 'v', 'S')
  AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
GROUP BY 1 ORDER BY 1
"""


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--only", default="")
    arguments.add_argument("--show", action="store_true")
    options = arguments.parse_args()
    regenerate.enter_environment()

    import server

    with server.private_server() as cluster, tempfile.TemporaryDirectory() as folder:
        table = tomllib.loads(TABLE.read_text())
        cases = [case for case in read(table, pathlib.Path(folder)) if options.only in str(case)]
        warm_up()
        fork = multiprocessing.get_context("fork")
        with fork.Pool(os.cpu_count(), prepare, (cluster,)) as pool:
            results = list(pool.imap(compare, cases, chunksize=4))
    return account(cases, results, options.show)


def account(cases, results, show):
    """Prints what differs and the sums; the exit status."""
    steps = equal = listed = 0
    wrong = []
    for case, differences in zip(cases, results, strict=True):
        steps += len(case["steps"])
        found = {aspect for step in differences for aspect in step["differ"]}
        allowed = set(case["aspects"])
        if found == allowed:
            listed += bool(found)
            equal += not found
        else:
            wrong.append(case)
        if found != allowed or (found and show):
            print(f"== {case['project']} {case['setting']}: {' ; '.join(case['steps'])}")
            if allowed - found:
                print(f"   listed, but equal: {', '.join(sorted(allowed - found))}")
            for step in differences:
                print(f"   $ alembic {step['line']}")
                for aspect in step["differ"]:
                    print(f"     {aspect}: Alembic {step['theirs'][aspect]!r}")
                    print(f"     {' ' * len(aspect)}  here    {step['ours'][aspect]!r}")
                if found != allowed:
                    print(f"     errors: Alembic ...{step['theirs']['stderr'][-300:]!r}")
                    print(f"             here    {step['ours']['stderr'][:600]!r}")
    print(
        f"{len(cases)} comparisons ({steps} invocations): {equal} equal, {listed} listed "
        f"differences, {len(wrong)} failures"
    )
    return 1 if wrong else 0


def read(table, folder):
    """Every case of the table; the projects are written below `folder`."""
    cases, differences = [], listed(table)
    used = set()
    for project in table["project"]:
        path = write_project(project, folder / project["name"])
        for setting in project["setting"]:
            name = setting.get("name", "")
            for line in setting["lines"]:
                keys = (project["name"], name, line), (project["name"], None, line)
                used.update(keys)
                aspects = differences.get(keys[0], differences.get(keys[1], ()))
                cases.append(
                    {
                        "project": project["name"],
                        "setting": name,
                        "folder": str(path / setting.get("folder", "")),
                        "sql": setting.get("sql", "") + rows(setting),
                        "environment": setting.get("environment", {}),
                        "terminal": setting.get("terminal"),
                        "all_errors": setting.get("all_errors", False),
                        "steps": [step.strip() for step in line.split(" ; ")],
                        "aspects": aspects,
                    }
                )
    if unused := set(differences) - used:
        raise SystemExit(f"{TABLE.name} lists differences of lines it does not have: {unused}")
    return cases


def listed(table):
    """The listed differences: (project, setting, line) with what differs; a setting may be any."""
    found = {}
    for reason, groups in table["difference"].items():
        for group in groups.get("where", []):
            unknown = set(group["in"]) - set(ASPECTS)
            if unknown:
                raise SystemExit(f"{TABLE.name}: {unknown} is nothing that is compared ({reason})")
            for line in group["lines"]:
                found[group["project"], group.get("setting"), line] = tuple(group["in"])
    return found


def rows(setting):
    """The statements that make the version table hold the setting's rows."""
    if "rows" not in setting:
        return ""
    statements = """;CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,
                     CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));"""
    for row in setting["rows"]:
        statements += f"INSERT INTO alembic_version VALUES ('{row}');"
    return statements


def write_project(project, path):
    """Copies or writes a project; its folder."""
    if "copy" in project:
        shutil.copytree(ROOT / project["copy"], path)
    else:
        (path / "versions").mkdir(parents=True)
        for name in ("alembic.ini", "env.py"):
            shutil.copy(ROOT / MODEL / name, path / name)
    for revision in project.get("revisions", []):
        name, _, relations = revision.partition(" <- ")
        identifier, _, labels = name.partition(" ")
        parents, _, dependencies = relations.partition(" needs ")
        text = REVISION.format(
            id=identifier,
            doc=f"msg {identifier}",
            parents=one_or_many(parents),
            labels=one_or_many(labels),
            dependencies=one_or_many(dependencies),
        )
        (path / "versions" / f"{identifier}_.py").write_text(text)
    for name, text in project.get("files", {}).items():
        target = path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
    for name in project.get("without", []):
        (path / name).unlink()
    if "configure" in project:
        edit(path / "env.py", r"target_metadata=target_metadata", rf"\g<0>, {project['configure']}")
    for pattern, text in project.get("edit_env", []):
        edit(path / "env.py", pattern, text)
    for pattern, text in project.get("edit_ini", []):
        edit(path / "alembic.ini", pattern, text)
    for ini in path.glob("*.ini"):
        edit(ini, FIXTURE_URL, r"\1 postgresql://")
    return path


def edit(file, pattern, text):
    """Replaces every match in a file."""
    file.write_text(re.sub(pattern, text, file.read_text()))


def one_or_many(names):
    """None, a string or a tuple, as revision files have it."""
    found = tuple(name for name in re.split(r"[ ,]+", names) if name)
    return found if len(found) > 1 else found[0] if found else None


def warm_up():
    """Loads what every run of Alembic loads, once."""
    import alembic.autogenerate
    import alembic.command
    import alembic.config
    import alembic.context
    import alembic.ddl.postgresql
    import logging.config
    import psycopg2
    import sqlalchemy.dialects.postgresql.psycopg2


SERVER = {}


def prepare(cluster):
    """Makes the two databases of a worker."""
    import server

    host = cluster.split()[0].removeprefix("host=")
    SERVER["environment"] = {"PGHOST": host, "PGUSER": "postgres"}
    for name in ("theirs", "ours"):
        database = f"{name}_{os.getpid()}"
        server.execute(f"{cluster} dbname=postgres", f"CREATE DATABASE {database}")
        SERVER[name] = (database, connect(f"{cluster} dbname={database}"))


def connect(connection_string):
    import psycopg2

    connection = psycopg2.connect(connection_string)
    connection.autocommit = True
    return connection


def compare(case):
    """What differs in each step of a case: lines with both answers, or nothing."""
    try:
        theirs, ours = answers(case, "theirs", alembic), answers(case, "ours", alembic_rs)
    except Exception:  # a worker's exception is pickled, and some cannot be
        raise RuntimeError(f"{case['steps']}: {traceback.format_exc()}") from None
    differences = []
    for line, their, our in zip(case["steps"], theirs, ours, strict=True):
        differ = [aspect for aspect in ASPECTS if their[aspect] != our[aspect]]
        if differ:
            differences.append({"line": line, "differ": differ, "theirs": their, "ours": our})
    return differences


def answers(case, who, run):
    """The answers of one of the two to the steps of a case, on its empty database."""
    database, connection = SERVER[who]
    reset(connection, case["sql"])
    environment = os.environ | SERVER["environment"] | {"PGDATABASE": database, "COLUMNS": "80"}
    environment |= case["environment"]
    found = []
    for step in case["steps"]:
        status, output, errors = run(case, shlex.split(step), environment)
        hidden = lambda text: text.replace(database, "%DATABASE%")
        found.append(
            {
                "stdout": in_order(step, hidden(output)),
                "exit": status,
                "log": [hidden(line) for line in errors.splitlines() if is_logged(case, line)],
                "database": contents(connection),
                "stderr": hidden(errors),
            }
        )
    return found


def in_order(step, text):
    """The output with what comes out of Python's sets sorted: branch labels, what is current."""
    import walks

    def in_alphabet(names):
        return names[1] + ", ".join(sorted(names[2].split(", "))) + names[3]

    text = NAMES.sub(in_alphabet, text)
    return walks.in_order(text) if "current" in shlex.split(step) else text


def is_logged(case, line):
    """Whether a line on standard error is one that both have to write."""
    if case["all_errors"]:
        return "alembic.rs" not in line
    return LOG_LINE.match(line)


def reset(connection, sql):
    """Empties a database and brings it into the state that `sql` makes."""
    with connection.cursor() as cursor:
        cursor.execute("ROLLBACK; SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' "
                       "AND nspname <> 'information_schema'")
        drops = "".join(f'DROP SCHEMA "{name}" CASCADE;' for (name,) in cursor.fetchall())
        cursor.execute(f"SET client_min_messages = error; {drops} CREATE SCHEMA public; {sql}")


def contents(connection):
    """The relations of a database, and the rows of the version tables."""
    with connection.cursor() as cursor:
        cursor.execute(RELATIONS)
        relations = cursor.fetchall()
        found = {}
        for name, columns in relations:
            found[name] = columns
            if "version" in name:
                schema, table = name.split(".", 1)
                cursor.execute(f'SELECT * FROM "{schema}"."{table}" ORDER BY 1')
                found[name] = [columns, cursor.fetchall()]
        return found


def alembic(case, argv, environment):
    """The real program, in a process that has loaded it already where that cannot be seen."""
    decided_at_start = any(name.startswith(("LC", "LANG")) for name in case["environment"])
    if case["terminal"] or decided_at_start:
        command = [sys.executable, "-W", "ignore", "-m", "alembic", *argv]
        return in_process(case, command, environment)
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        child = os.fork()
        if child == 0:
            become_alembic(case["folder"], argv, environment, output, errors)
        _, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status), text_of(output), text_of(errors)


def become_alembic(folder, argv, environment, output, errors):
    """Runs the command in this process and ends it, as the interpreter would."""
    status = 1
    try:
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        nothing = os.open(os.devnull, os.O_RDONLY)
        for number, descriptor in enumerate((nothing, output.fileno(), errors.fileno())):
            os.dup2(descriptor, number)
        sys.argv = ["alembic", *argv]
        sys.path.insert(0, "")
        import alembic.config

        alembic.config.main()
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status & 0xFF)


def alembic_rs(case, argv, environment):
    """This program."""
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    binary = os.environ.get("ALEMBIC_RS") or str(target / "debug/alembic-rs")
    return in_process(case, [binary, *argv], environment)


def in_process(case, command, environment):
    """The exit status and both outputs of a program; its standard input may be a terminal."""
    stdin = subprocess.DEVNULL
    descriptors = ()
    if case["terminal"]:
        import fcntl
        import pty
        import struct
        import termios

        descriptors = pty.openpty()
        size = struct.pack("HHHH", 24, case["terminal"], 0, 0)
        fcntl.ioctl(descriptors[1], termios.TIOCSWINSZ, size)
        stdin = descriptors[1]
    try:
        done = subprocess.run(
            command, check=False, cwd=case["folder"], stdin=stdin, capture_output=True,
            env=environment, timeout=SECONDS,
        )
    finally:
        for descriptor in descriptors:
            os.close(descriptor)
    output, errors = (text.decode(errors="replace") for text in (done.stdout, done.stderr))
    return done.returncode, output, errors


def text_of(file):
    file.seek(0)
    return file.read().decode(errors="replace")


if __name__ == "__main__":
    sys.exit(main())
