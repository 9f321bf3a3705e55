"""Asks an installed tox what it makes of the configurations in this folder, and writes it beside them.

    python record.py path/to/tox

Of each folder a copy is read, as tox makes folders of its own. Only the Python that tox runs in is on the path.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def main(tox):
    venv = os.path.dirname(os.path.dirname(os.path.abspath(tox)))
    for name in sorted(os.listdir(HERE)):
        folder = os.path.join(HERE, name)
        if os.path.isdir(folder):
            with tempfile.TemporaryDirectory() as place:
                copy = os.path.join(os.path.realpath(place), name)
                shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("config.json", "list.txt"))
                record(tox, venv, copy, folder)


def record(tox, venv, project, folder):
    def ask(*words):
        environ = {
            "PATH": os.path.join(venv, "bin"),
            "HOME": os.path.expanduser("~"),
            "PYTHONHASHSEED": "42",
            "TOX_DISABLED_EXTERNAL_PLUGINS": "tox-uv",
        }
        answer = subprocess.run([tox, *words], cwd=project, env=environ, capture_output=True, text=True)
        if answer.returncode not in (0, 255):
            sys.exit("%s failed in %s:\n%s" % (words, project, answer.stderr + answer.stdout))
        text = answer.stdout.replace(project, "{toxinidir}").replace(os.path.join(venv, "bin", "python3"), "{toxvenv}/bin/python")
        return text.replace(venv, "{toxvenv}").replace(os.path.expanduser("~"), "{home}")

    with open(os.path.join(folder, "list.txt"), "w", encoding="utf-8") as listed:
        listed.write(ask("list"))
    with open(os.path.join(folder, "config.json"), "w", encoding="utf-8") as configured:
        json.dump(json.loads(ask("config", "-e", "ALL", "--core", "--format", "json")), configured, indent=1)
        configured.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
