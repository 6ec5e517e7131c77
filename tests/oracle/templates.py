"""What Mako renders: templates.toml in, tests/golden/templates.json out."""

import json
import pathlib
import tempfile
import tomllib
import types

from mako.exceptions import RichTraceback
from mako.template import Template

TABLE = pathlib.Path("tests/oracle/templates.toml")
GOLDEN = pathlib.Path("tests/golden/templates.json")


def goldens(root):
    """Yields (path below the repository, text) of the one answer."""
    table = tomllib.loads((root / TABLE).read_text())
    with tempfile.TemporaryDirectory() as folder:
        answers = [answer(one, table["variables"], folder) for one in table["template"]]
    answers = {"variables": table["variables"], "templates": answers}
    yield GOLDEN, json.dumps(answers, indent=1, ensure_ascii=False) + "\n"


def existing(root):
    """The answers that are there now."""
    return [root / GOLDEN] if (root / GOLDEN).exists() else []


def answer(template, variables, folder):
    """The template with what it renders to, or with the line its error is shown at."""
    text = template["text"]
    path = pathlib.Path(folder, "script.py.mako")
    path.write_bytes(text.encode())
    try:
        rendered = Template(filename=str(path)).render_unicode(**given(variables))
    except Exception as error:
        # An error of the generated module has no line of the template.
        line = getattr(error, "lineno", None) if is_of_mako(error) else last_line(path)
        return template | {"fails": {"line": line}}
    return template | {"rendered": rendered}


def given(variables):
    """The public names the Python text assigns."""
    namespace = {}
    exec(variables, namespace)
    public = {name: value for name, value in namespace.items() if not name.startswith("_")}
    return {name: value for name, value in public.items() if not isinstance(value, types.ModuleType)}


def is_of_mako(error):
    """Whether Mako itself refused the template."""
    return type(error).__module__ == "mako.exceptions"


def last_line(path):
    """The innermost line of the template in the traceback being handled, if there is one."""
    lines = [record[5] for record in RichTraceback().records if record[4] == str(path)]
    return lines[-1] if lines else None
