"""Says what the installed tox reads from configurations: one JSON question a line on stdin, one JSON answer a line on stdout.

The first line it writes describes the tox and the Python it runs in. A question has the keys folder, environ, options and, if
there are any, posargs; an answer has default, additional, core and env, or failed with tox's message. A value of core or of an
environment is tox's own JSON, or {"error": message}, or {"unavailable": what is missing}.
"""

import json
import logging
import os
import platform
import sys
from importlib.metadata import entry_points, version

import tox.provision
from tox.config.loader.native import to_native
from tox.run import setup_state
from tox.tox_env.errors import Skip
from tox.tox_env.python.api import NoInterpreter
from tox.tox_env.runner import RunToxEnv

QUESTIONS = sys.stdin
ANSWERS = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)  # whatever tox prints is not an answer

tox.provision._get_missing = lambda requires: []  # a plugin that is required is not installed
ONLY_FOR_TOX = {
    "TOX_DISABLED_EXTERNAL_PLUGINS": ",".join(sorted({plugin.name for plugin in entry_points(group="tox")})),
    "PYTHONHASHSEED": "42",
}


def value(conf, key):
    try:
        return to_native(conf[key])
    except (Skip, NoInterpreter) as exception:
        return {"unavailable": str(exception)}
    except Exception as exception:
        return {"error": repr(exception)}


def settings(conf):
    return {key: value(conf, key) for key in conf}


def answer(question):
    os.environ.clear()
    os.environ.update(question["environ"])
    os.environ.update(ONLY_FOR_TOX)
    posargs = ["--", *question["posargs"]] if "posargs" in question else []
    state = setup_state(["config", "-c", question["folder"], *question["options"], *posargs])
    for name in ONLY_FOR_TOX:
        del os.environ[name]
    logging.disable(logging.CRITICAL)
    tox.provision.provision(state)
    envs = state.envs
    default = list(envs.iter())
    runs = [name for name in envs.iter(only_active=False) if name not in default]
    return {
        "default": default,
        "additional": runs,
        "unavailable": envs.unavailable_envs(),
        "env": {
            name: {"type": "run" if isinstance(envs[name], RunToxEnv) else "package", **settings(envs[name].conf)}
            for name in envs.iter(only_active=False, package=True)
        },
        "core": settings(state.conf.core),
    }


def say(message):
    ANSWERS.write(json.dumps(message, default=str) + "\n")
    ANSWERS.flush()


say(
    {
        "tox": version("tox"),
        "executable": sys.executable,
        "python": list(sys.version_info[:3]),
        "implementation": sys.implementation.name,
        "machine": platform.machine(),
    }
)
for line in QUESTIONS:
    try:
        say(answer(json.loads(line)))
    except BaseException as exception:
        say({"failed": repr(exception), "kind": type(exception).__name__})
