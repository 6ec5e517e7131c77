"""A private PostgreSQL on a socket in a temporary folder, gone when it is closed."""

import contextlib
import glob
import os
import pathlib
import pwd
import shutil
import subprocess
import tempfile

import psycopg2

ACCOUNT = "postgres"


@contextlib.contextmanager
def private_server():
    """Yields the connection string of a fresh cluster, without a database name."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="oracle-"))
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        account = pwd.getpwnam(ACCOUNT)
        os.chown(folder, account.pw_uid, account.pw_gid)
    data, options = folder / "data", f"-k {folder} -c listen_addresses='' -c fsync=off"
    try:
        server("initdb", "-D", data, "-U", ACCOUNT, "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        server("pg_ctl", "-w", "-D", data, "-l", folder / "log", "-o", options, "start")
        try:
            yield f"host={folder} user={ACCOUNT}"
        finally:
            server("pg_ctl", "-w", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def server(name, *arguments):
    """Runs one of the server's programs, as its own account when we are root."""
    account = {"user": ACCOUNT, "group": ACCOUNT} if os.geteuid() == 0 else {}
    subprocess.run(
        [program(name), *map(str, arguments)],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd="/",
        env=os.environ | {"LC_ALL": "C"},
        **account,
    )


def program(name):
    """The path of a program of the newest server that is installed."""
    installed = glob.glob(f"/usr/lib/postgresql/*/bin/{name}")
    installed.sort(key=lambda path: int(path.split("/")[4]))
    found = installed[-1] if installed else shutil.which(name)
    if not found:
        raise SystemExit(f"{name} is not installed; --offline leaves out what needs it")
    return found


def execute(connection_string, statement):
    """Runs one statement outside a transaction; its rows, if it has any."""
    connection = psycopg2.connect(connection_string)
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()
