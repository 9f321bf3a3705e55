"""A plugin of tox 4 that tells what tox does with one environment, as lines of JSON, and hands the pytest plugin on.

tox finds it by the entry point beside it. As a script, it starts tox in this interpreter, whatever flags and variables
keep others from finding it. One file serves tox 4.0 to the newest on Python 3.7 and newer. Between the hooks of tox it
needs two methods of ``ToxEnv``: ``setup``, and ``_execute_call``, through which every process of every environment goes
and which tox's own test fixture replaces, too.
"""
from __future__ import annotations

import json
import os
import re
import sys
import threading
import traceback
from contextlib import contextmanager

REQUEST = "TOX_MATRIX_TOX"  # a file of JSON: what is asked for, and where to tell
PASSED_ON = ("TOX_MATRIX_RUN", "TOX_MATRIX_SCOPE")  # by which processes are found again, whatever pass_env says
HERE = os.path.dirname(os.path.abspath(__file__))
TEXT_LIMIT = 512 * 1024  # characters
# tox lists what is installed for its own log, in a CI only; nothing is made or tested by it.
LISTING = "freeze"
COMMAND = re.compile(r"(?P<key>\w+)\[(?P<at>\d+)\]")


def main():
    if HERE not in sys.path:
        sys.path.insert(0, HERE)  # with PYTHONSAFEPATH it is not there
    from tox.run import run

    run()


if __name__ == "__main__":
    main()

from tox import __version__ as tox_version  # noqa: E402
from tox.config.loader.memory import MemoryLoader  # noqa: E402
from tox.plugin import impl  # noqa: E402
from tox.tox_env.api import ToxEnv  # noqa: E402
from tox.tox_env.errors import Skip  # noqa: E402


def _limited(text):
    half = TEXT_LIMIT // 2
    return text if len(text) <= TEXT_LIMIT else "%s\n[...]\n%s" % (text[:half], text[-half:])


class Telling:
    """What was asked for, and the file that is told to."""

    def __init__(self, request):
        self.request = request
        self.environment = request["environment"]
        self.lock = threading.Lock()
        self.count = 0
        self.attempts = {}
        self.held = {}

    def emit(self, **event):
        line = (json.dumps(event) + "\n").encode("ascii")
        flags = os.O_APPEND | os.O_CREAT | os.O_WRONLY | getattr(os, "O_BINARY", 0)
        with self.lock:
            descriptor = os.open(self.request["events"], flags, 0o600)
            try:
                while line:
                    line = line[os.write(descriptor, line) :]
            finally:
                os.close(descriptor)

    def is_ours(self, tox_env):
        return tox_env.conf.name == self.environment

    def setup(self, original, tox_env):
        if not self.is_ours(tox_env) or tox_env._run_state["setup"]:
            return original(tox_env)
        self.emit(e="setup", ignored=_setting(tox_env, "ignore_outcome", False))
        try:
            original(tox_env)
        except Skip as reason:
            self.emit(e="skipped", reason=str(reason))
            raise
        except BaseException as reason:
            # SystemExit holds the exit code of a process that was told before.
            self.emit(e="broken", reason="" if isinstance(reason, SystemExit) else str(reason) or repr(reason))
            raise
        self._import_without_variables(tox_env)
        self.emit(e="ready")

    def _import_without_variables(self, tox_env):
        """For commands whose Python ignores variables (-E, -I). Not in an environment that is the user's own."""
        if "env_dir" in self.request["settings"]:
            folder = getattr(tox_env, "env_site_package_dir", None)
            if folder is not None:
                with open(os.path.join(str(folder()), "tox_matrix_pytest.pth"), "w", encoding="utf-8") as path:
                    path.write(self.request["pytest"]["PYTHONPATH"] + "\n")

    @contextmanager
    def execute(self, original, tox_env, executor, out_err, request, show):
        number = self._started(tox_env, request)
        status = None
        try:
            with original(tox_env, executor, out_err, request, show) as status:
                yield status
        except BaseException as reason:
            self._ended(number, getattr(status, "outcome", None), str(reason) or repr(reason))
            raise
        self._ended(number, getattr(status, "outcome", None), "")

    def _started(self, tox_env, request):
        with self.lock:
            self.count += 1
            number = self.count
        ours = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        event = {"e": "run", "n": number, "id": request.run_id, "env": tox_env.conf.name, "args": list(request.cmd)}
        command = COMMAND.fullmatch(request.run_id) if self.is_ours(tox_env) else None
        if command:
            event.update(self._command(tox_env, command, request, ours))
        request.env = dict(request.env, **ours)
        if request.run_id == "provision":
            self._provision(request)
        if request.run_id == LISTING:
            self.held[number] = event
        else:
            self.emit(**event)
        return number

    def _command(self, tox_env, place, request, variables):
        command = tox_env.conf[place.group("key")][int(place.group("at"))]
        attempt = self.attempts[request.run_id] = self.attempts.get(request.run_id, 0) + 1
        ignored = bool(command.ignore_exit_code)
        retries = 0 if ignored else int(_setting(tox_env, "commands_retry", 0))
        folder = os.path.join(self.request["pytest"]["TOX_MATRIX_EVENTS"], "%s-%d" % (request.run_id, attempt))
        os.makedirs(folder, exist_ok=True)
        for name, value in self.request["pytest"].items():
            variables[name] = value
        for name, separator in (("PYTEST_PLUGINS", ","), ("PYTHONPATH", os.pathsep)):
            if request.env.get(name, "").strip():
                variables[name] = request.env[name] + separator + variables[name]
        variables["TOX_MATRIX_EVENTS"] = folder
        return {
            "events": folder,
            "args": [str(arg) for arg in command.args],
            "ignored": ignored,
            "inverted": bool(getattr(command, "invert_exit_code", False)),
            "again": attempt <= retries,
        }

    def _provision(self, request):
        """tox starts itself in an environment it has made for its plugins, with flags that would leave this one out."""
        at = request.cmd.index("-m")
        request.cmd[1:] = [os.path.join(HERE, "tox_matrix_tox.py")] + request.cmd[at + 2 :]
        request.env[REQUEST] = self.request["file"]

    def _ended(self, number, outcome, error):
        started = getattr(outcome, "start_error", None)
        event = {"e": "ran", "n": number, "error": error or (str(started) if started is not None else "")}
        if outcome is not None:
            if outcome.exit_code is not None:
                event["exit"] = outcome.exit_code
            event["output"] = _limited(outcome.out + outcome.err)
        held = self.held.pop(number, None)
        if held is not None:
            if event.get("exit") == 0:
                return
            self.emit(**held)
        self.emit(**event)


def _setting(tox_env, name, otherwise):
    try:
        return tox_env.conf[name]
    except KeyError:  # of a newer tox
        return otherwise


def _open():
    path = os.environ.pop(REQUEST, None)
    # What tox starts shall not find this plugin: a tox among the tests of an environment, for one.
    rest = [entry for entry in os.environ.get("PYTHONPATH", "").split(os.pathsep) if entry and entry != HERE]
    if rest:
        os.environ["PYTHONPATH"] = os.pathsep.join(rest)
    else:
        os.environ.pop("PYTHONPATH", None)
    if path is None:
        return None
    with open(path, encoding="utf-8") as source:
        return Telling(dict(json.load(source), file=path))


def _replace(telling):
    setup, execute_call = ToxEnv.setup, ToxEnv._execute_call
    ToxEnv.setup = lambda self: telling.setup(setup, self)
    ToxEnv._execute_call = lambda self, executor, out_err, request, show: telling.execute(
        execute_call, self, executor, out_err, request, show
    )


TELLING = _open()
if TELLING is not None:
    try:
        _replace(TELLING)
    except Exception:
        TELLING.emit(e="error", text="tox %s is not known\n%s" % (tox_version, traceback.format_exc()))
        raise


@impl
def tox_add_option(parser):
    # To let tox provision itself, and nothing else.
    if TELLING is not None:
        parser.add_command("tox-matrix", [], "ask tox where it runs", lambda state: 0)


@impl
def tox_add_core_config(core_conf, state):
    if TELLING is not None:
        TELLING.emit(e="tox", version=tox_version, python=sys.executable or "")


@impl
def tox_add_env_config(env_conf, state):
    if TELLING is not None and env_conf.name == TELLING.environment:
        env_conf.loaders.insert(0, MemoryLoader(**TELLING.request["settings"]))


@impl
def tox_after_run_commands(tox_env, exit_code, outcomes):
    if TELLING is not None and TELLING.is_ours(tox_env):
        TELLING.emit(e="done", exit=int(exit_code))
