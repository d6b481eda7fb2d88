"""Runs the shell of a pipeline's file as its CI would, as far as it can be done without it:
pipeline.py FILE NAME=VALUE...: an input of the file, or with a $ before it a variable of the environment."""

import os
import re
import subprocess
import sys

import yaml

path, *pairs = sys.argv[1:]
given = dict(pair.split("=", 1) for pair in pairs)
environment = {**os.environ, **{name[1:]: value for name, value in given.items() if name.startswith("$")}}
with open(path, encoding="utf-8") as file:
    documents = list(yaml.safe_load_all(file))


def shell(script):
    print("+", script, file=sys.stderr)
    sys.exit(subprocess.run(["bash", "-eo", "pipefail", "-c", script], env=environment, check=False).returncode)


if path.endswith("action.yml"):
    inputs = {name: given.get(name, "" if "${{" in one["default"] else one["default"]) for name, one in documents[0]["inputs"].items()}
    (step,) = documents[0]["runs"]["steps"]
    for name, value in step["env"].items():
        environment[name] = re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: inputs[found[1]], value)
        assert "${{" not in environment[name], value
    assert "${{" not in step["run"], "text of others would be run"
    shell(step["run"])
elif path.endswith("lint.yml"):
    inputs = {name: given.get(name, (one or {}).get("default")) for name, one in documents[0]["spec"]["inputs"].items()}
    job = documents[1]["mana-guard"]
    for report in job["artifacts"]["reports"].values():
        assert report in job["script"][0]
    shell(re.sub(r"\$\[\[ inputs\.([\w-]+) \]\]", lambda found: inputs[found[1]], job["script"][0]))
else:
    (hook,) = documents[0]
    assert hook["pass_filenames"] is False and re.search(hook["files"], "db/1.sql")
    shell(hook["entry"])
