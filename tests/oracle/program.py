"""Runs the real `alembic` as a user would and keeps what can be seen of it."""

import concurrent.futures
import os
import re
import subprocess
import sys

ROOT_PLACEHOLDER = "%ROOT%"

LOG_LINE = re.compile(r"^\S+ +\[alembic\.", re.MULTILINE)


def run_all(root, folder, invocations):
    """The answers to invocations that have nothing to do with each other, in their order."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(lambda argv: run(root, folder, argv), invocations))


def run(root, folder, argv):
    """The answer to one invocation in a project's folder, with standard input not a terminal.

    `log` holds the lines on standard error that Alembic's loggers wrote; the rest of it (Python's
    tracebacks, argparse's usage) is in words we do not repeat. The repository's path is replaced.
    """
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "alembic", *argv],
        check=False,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        env=os.environ | {"COLUMNS": "80"},
    )
    return {
        "argv": argv,
        "exit": done.returncode,
        "stdout": without_root(root, done.stdout),
        "log": log_lines(without_root(root, done.stderr)),
    }


def without_root(root, text):
    """The text with the repository's own path taken out of it."""
    return text.replace(str(root), ROOT_PLACEHOLDER)


def log_lines(text):
    """The lines of Alembic's loggers, and no others."""
    return [line for line in text.splitlines() if LOG_LINE.match(line)]
