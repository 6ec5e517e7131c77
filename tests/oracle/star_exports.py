"""Writes which names `from module import *` binds: Python's own modules, and those of the packages.

    python tests/oracle/star_exports.py

The lists are data of the program (src/python/stdlib/star_exports.txt and src/host/star_exports.txt):
a line for each module, its name and what it exports; `*` where there may be more. The versions are those of requirements.txt.
"""

import importlib
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]


def texts(*folders):
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.rs")):
            yield path.read_text()


def exported(name):
    try:
        module = importlib.import_module(name)
    except Exception:
        return None
    names = getattr(module, "__all__", None)
    if names is None:
        names = [name for name in vars(module) if not name.startswith("_")]
    if not all(hasattr(module, name) for name in names):
        return None  # the import fails
    return sorted(set(names))


def write(path, title, modules):
    lines = [f"# {title}\n# Written by tests/oracle/star_exports.py.\n"]
    for name in sorted(modules):
        names = exported(name)
        if names is not None:
            lines.append(" ".join([name, *names]) + "\n")
    (ROOT / path).write_text("".join(lines))


def standard():
    registry = (ROOT / "src/python/stdlib/registry.rs").read_text()
    names = set(re.findall(r'^ {8}"([\w.]+)"', registry, re.M))
    names |= set(re.findall(r'\| "([\w.]+)"', registry))
    refused = (ROOT / "src/python/stdlib/refused.rs").read_text()
    for group in re.findall(r"&\[((?:\s*\"[\w.]+\",?)+\s*)\]", refused):
        names |= set(re.findall(r'"([\w.]+)"', group))
    return names


def packages():
    roots = "sqlalchemy|alembic|geoalchemy2|pgvector|sqlalchemy_utils|sqlmodel|citext"
    roots += "|alembic_utils|alembic_postgresql_enum|advanced_alchemy|sqlalchemy_json"
    names = set()
    for text in texts("src/host"):
        names |= set(re.findall(rf'"((?:{roots})(?:\.[a-z_0-9.]+)?)"', text))
    for part in ["array", "ext", "json", "ranges", "named_types", "hstore"]:
        names.add(f"sqlalchemy.dialects.postgresql.{part}")
    for dialect in ["mysql", "sqlite", "oracle", "mssql"]:
        names |= {f"sqlalchemy.dialects.{dialect}", f"sqlalchemy.dialects.{dialect}.base"}
    return names


# What is loaded when Alembic loads revision files shows in the packages' own namespaces.
import alembic.command  # noqa: E402
import alembic.context  # noqa: E402, F401
import sqlalchemy.dialects.postgresql  # noqa: E402, F401
import sqlalchemy.orm  # noqa: E402, F401

own = {name for name in packages() if name.split(".")[0] in ("sqlalchemy", "alembic")}
lists = {name: exported(name) for name in sorted(own)}
exported_before = exported


def exported(name):  # noqa: F811
    return lists[name] if name in lists else exported_before(name)


# What env.py registers as operations is exported too: the list of this module is open.
lists["alembic.op"] = [*exported_before("alembic.op"), "*"]
write("src/python/stdlib/star_exports.txt", "What Python 3.11's modules export.", standard())
write(
    "src/host/star_exports.txt",
    "What the modules of SQLAlchemy, Alembic and the libraries export.",
    packages(),
)
