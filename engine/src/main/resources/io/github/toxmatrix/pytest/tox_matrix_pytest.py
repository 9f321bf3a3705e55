# -*- coding: utf-8 -*-
"""Tells what pytest does as lines of JSON in a file of its own. PYTEST_DONT_REWRITE

One file serves Python 2.7 to the newest and pytest 4.6 to the newest. What it calls while tests run is bound before
they can replace it; a line is one ``os.write`` to a regular file, so that it is out whatever the test does next.
A mistake in here never breaks the user's run: it is told as an event, or on standard error.
"""
from __future__ import absolute_import, unicode_literals

import json
import os
import sys
import traceback

import pytest

EVENTS = str("TOX_MATRIX_EVENTS")  # the folder of the event files
SELECT = str("TOX_MATRIX_SELECT")  # a file with the node ids to keep, a JSON array
OWNER = str("TOX_MATRIX_OWNER")  # the process whose pytest tells; a pytest started by its tests stays silent

MESSAGE_LIMIT = 32 * 1024  # characters
TEXT_LIMIT = 512 * 1024

_text_type = type("")


def _text(value):
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value if isinstance(value, _text_type) else _text_type(value)


def _limited(value, limit=TEXT_LIMIT):
    text = _text(value)
    if len(text) <= limit:
        return text
    half = limit // 2
    return "%s\n[... %d characters left out ...]\n%s" % (text[:half], len(text) - 2 * half, text[-half:])


def _sink(folder):
    """A function that writes one event. All it needs lives in its closure, where no test can replace it."""
    join, getpid, os_open, fstat, write = os.path.join, os.getpid, os.open, os.fstat, os.write
    encode = json.JSONEncoder(ensure_ascii=True, separators=(str(","), str(":"))).encode
    format_exc = traceback.format_exc
    flags = os.O_APPEND | os.O_CREAT | os.O_WRONLY
    for name in ("O_BINARY", "O_CLOEXEC", "O_NOINHERIT"):
        flags |= getattr(os, name, 0)
    owner = getpid()
    path = join(folder, "%d-%s.jsonl" % (owner, "".join("%02x" % b for b in bytearray(os.urandom(6)))))
    state = {"fd": None, "inode": None, "torn": False, "lost": 0}

    def descriptor():
        # A test may have closed every descriptor, and the number may belong to another file by now.
        if state["fd"] is not None:
            try:
                status = fstat(state["fd"])
                if (status.st_dev, status.st_ino) == state["inode"]:
                    return state["fd"]
            except OSError:
                pass
        state["fd"] = os_open(path, flags, 0o600)
        status = fstat(state["fd"])
        state["inode"] = (status.st_dev, status.st_ino)
        return state["fd"]

    def emit(event):
        if getpid() != owner:
            return  # a forked child that came back into pytest's loop
        try:
            if event["e"] == "end":
                event["lost"] = state["lost"]
            line = encode(event).encode("ascii") + b"\n"
            if state["torn"]:
                line = b"\n" + line
            fd = descriptor()
            state["torn"] = True
            while line:
                line = line[write(fd, line):]
            state["torn"] = False
        except Exception:  # a full disk: the tests go on, the reader learns of it
            state["lost"] += 1
            complain("tox-matrix: an event could not be written to %s\n%s" % (path, format_exc()))

    def complain(text):
        try:
            write(2, _text(text).encode("utf-8", "replace"))
        except OSError:
            pass

    return emit


class Telling(object):
    """Registered where nothing else tells: in the owner, which is the controller under xdist."""

    def __init__(self, config, emit, asked):
        self.config = config
        self.emit = emit
        self.asked = asked
        self.seen = set()
        self.comparisons = Comparisons()

    def _try(self, function, *arguments):
        try:
            function(*arguments)
        except Exception:
            self.emit({"e": "error", "text": _limited(traceback.format_exc())})

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionstart(self, session):
        self._try(self._started)

    def _started(self):
        root = getattr(self.config, "rootpath", None) or self.config.rootdir
        params = getattr(self.config, "invocation_params", None)  # pytest 5.1
        directory = params.dir if params is not None else self.config.invocation_dir
        event = {"e": "session", "rootdir": _text(str(root)), "pytest": _text(pytest.__version__)}
        event["dir"] = _text(str(directory))
        self.emit(event)

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, config, items):
        self._try(_select, self, config, items)

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, node, ids):
        self._try(self._collected, ids)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session):
        # Not in pytest_collection_finish, which --fixtures reaches too; a controller has no items.
        items = getattr(session, "items", None)
        if not session.config.option.collectonly and not _is_controller(session.config):
            self._try(self._collected, [item.nodeid for item in items or []])

    def _collected(self, ids):
        self.emit({"e": "collected", "count": len(ids)})
        if self.asked is not None:
            ids = set(ids)
            for nodeid in self.asked:
                if nodeid not in ids:
                    self.emit({"e": "missing", "id": _text(nodeid), "deselected": nodeid in self.seen})
            self.asked = None  # every worker collects the same

    @pytest.hookimpl(tryfirst=True)
    def pytest_collectreport(self, report):
        if report.outcome != "passed":
            self._try(self._collect_report, report)

    def _collect_report(self, report):
        event = {"e": "collect", "id": _text(report.nodeid), "outcome": _text(report.outcome)}
        event.update(_explained(report))
        event["sections"] = _sections(report)
        self.emit(event)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logstart(self, nodeid, location):
        self._try(self._log_start, nodeid, location)

    def _log_start(self, nodeid, location):
        del self.comparisons.made[:]
        event = {"e": "start", "id": _text(nodeid)}
        if location[1] is not None:
            event["file"] = _text(str(location[0]))
            event["line"] = location[1] + 1
        self.emit(event)

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logreport(self, report):
        self._try(self._log_report, report)

    def _log_report(self, report):
        subtest = getattr(report, "context", None) if "subtest" in type(report).__name__.lower() else None
        when = report.when
        outcome = report.outcome
        xfail = getattr(report, "wasxfail", None)
        # A section comes again in every later report of the test: the last one is enough if all goes well.
        whole = when == "teardown" or outcome != "passed" or subtest is not None
        sections = _sections(report) if whole else []
        if when in ("setup", "teardown") and outcome == "passed" and not sections and xfail is None:
            return
        event = {"e": "report", "id": _text(report.nodeid), "when": _text(when), "outcome": _text(outcome)}
        if xfail is not None:
            event["xfail"] = _limited(xfail, MESSAGE_LIMIT)
        if outcome != "passed":
            event.update(_explained(report))
        if sections:
            event["sections"] = sections
        comparison = getattr(report, "tox_matrix_comparison", None)
        if comparison:
            event["actual"], event["expected"] = _text(comparison[0]), _text(comparison[1])
        if subtest is not None:
            event["e"] = "subtest"
            event["name"] = _subtest_name(subtest)
        self.emit(event)

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logfinish(self, nodeid):
        self.emit({"e": "finish", "id": _text(nodeid)})

    def pytest_assertrepr_compare(self, op, left, right):
        self.comparisons.note(op, left, right)

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_makereport(self, call):
        outcome = yield
        self.comparisons.attach(call, outcome)

    def pytest_internalerror(self, excrepr):
        self._try(lambda: self.emit({"e": "internal", "text": _limited(excrepr)}))

    def pytest_keyboard_interrupt(self, excinfo):
        self._try(lambda: self.emit({"e": "interrupted", "text": _limited(excinfo.value, MESSAGE_LIMIT)}))

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session, exitstatus):
        self.emit({"e": "end", "exit": int(exitstatus)})


class Working(object):
    """Registered in a worker of xdist: its reports carry the comparisons to the controller, which tells."""

    def __init__(self, asked):
        self.asked = asked
        self.seen = set()
        self.comparisons = Comparisons()

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, config, items):
        _select(self, config, items)

    def pytest_runtest_logstart(self):
        del self.comparisons.made[:]

    def pytest_assertrepr_compare(self, op, left, right):
        self.comparisons.note(op, left, right)

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_makereport(self, call):
        outcome = yield
        self.comparisons.attach(call, outcome)


def _select(plugin, config, items):
    if plugin.asked is None:
        return
    plugin.seen.update(item.nodeid for item in items)
    asked = set(plugin.asked)
    dropped = [item for item in items if item.nodeid not in asked]
    if dropped:
        items[:] = [item for item in items if item.nodeid in asked]
        config.hook.pytest_deselected(items=dropped)


class Comparisons(object):
    """The two sides of comparisons that failed, until the report of the assertion is made."""

    def __init__(self):
        self.made = []  # (code, line, actual, expected)
        self.frame = sys._getframe

    def note(self, op, left, right):
        if op not in ("==", "is"):
            return
        try:
            frame = self.frame(1)
            while frame is not None and frame.f_code.co_name != "_call_reprcompare":
                frame = frame.f_back
            if frame is None or frame.f_back is None:
                return
            frame = frame.f_back
            del self.made[:-20]
            both_text = isinstance(left, (str, _text_type)) and isinstance(right, (str, _text_type))
            sides = [_limited(side if both_text else self._shown(side), MESSAGE_LIMIT) for side in (left, right)]
            self.made.append((frame.f_code, frame.f_lineno, sides[0], sides[1]))
        except Exception:
            pass  # a repr() of the user's that raises: pytest says so in its own words

    @staticmethod
    def _shown(value):
        if hasattr(value, "__len__") and len(value) > 10000:
            from _pytest._io.saferepr import saferepr  # shortens what would take long to print

            return saferepr(value)
        return repr(value)

    def attach(self, call, outcome):
        if not self.made or call.excinfo is None or not isinstance(call.excinfo.value, AssertionError):
            return
        try:
            trace = call.excinfo.tb
            while trace.tb_next is not None:
                trace = trace.tb_next
            for code, line, actual, expected in reversed(self.made):
                if code is trace.tb_frame.f_code and line == trace.tb_lineno:
                    # Never by the frame's id: frames are reused.
                    outcome.get_result().tox_matrix_comparison = [actual, expected]
                    return
        except Exception:
            pass  # another plugin's makereport failed; that error is on its way to the user
        finally:
            del self.made[:]


def _explained(report):
    """The reason of a skip, or the message and the trace of a failure."""
    longrepr = getattr(report, "longrepr", None)
    if isinstance(longrepr, (tuple, list)) and len(longrepr) == 3:  # a skip: path, line, reason
        return {"message": _limited(longrepr[2], MESSAGE_LIMIT)}
    try:
        # longreprtext would put a worker's name before the text of xdist.
        trace = longrepr if isinstance(longrepr, (str, _text_type)) else report.longreprtext
    except Exception:
        trace = repr(longrepr)
    crash = getattr(longrepr, "reprcrash", None)
    message = getattr(crash, "message", None)
    explained = {"trace": _limited(trace)}
    if message:
        explained["message"] = _limited(message, MESSAGE_LIMIT)
    return explained


def _sections(report):
    rest = TEXT_LIMIT
    sections = []
    for name, content in getattr(report, "sections", None) or []:
        content = _limited(content, max(rest, 1000))
        rest -= len(content)
        sections.append([_text(name), content])
    return sections


def _subtest_name(context):
    parts = []
    if getattr(context, "msg", None) is not None:
        parts.append("[%s]" % _text(context.msg))
    kwargs = getattr(context, "kwargs", None)
    if kwargs:
        parts.append("(%s)" % ", ".join("%s=%s" % (_text(k), _text(v)) for k, v in sorted(kwargs.items())))
    return " ".join(parts) or "(<subtest>)"


def _is_controller(config):
    return getattr(config.option, "dist", "no") != "no" and not _is_worker(config)


def _is_worker(config):
    return hasattr(config, "workerinput") or hasattr(config, "slaveinput")


class Claim(object):
    """This process tells, and what its tests start does not: our entries are out of its environment meanwhile."""

    current = None

    def __init__(self, hide):
        self.pid = os.getpid()
        self.changed = {}  # name -> (before, now)
        os.environ[OWNER] = str(self.pid)
        if hide:
            self._hide()

    def _hide(self):
        here = os.path.dirname(os.path.abspath(__file__))
        before = dict((name, os.environ.get(name)) for name in ("PYTEST_PLUGINS", "PYTHONPATH"))
        for name, separator, ours in (
            ("PYTEST_PLUGINS", ",", (str("tox_matrix_pytest"),)),
            ("PYTHONPATH", os.pathsep, (here,)),
        ):
            name = str(name)
            value = os.environ.get(name)
            if value is None:
                continue
            rest = str(separator).join(entry for entry in value.split(str(separator)) if entry.strip() not in ours)
            self.changed[name] = (value, rest or None)
        for name in (EVENTS, SELECT):
            if name in os.environ:
                self.changed[name] = (os.environ[name], None)
        for name, (_, now) in self.changed.items():
            self._put(name, now)

    def release(self):
        """For the next pytest.main() of this process."""
        if os.getpid() != self.pid:
            return
        for name, (before, now) in self.changed.items():
            if os.environ.get(name) == now:  # else the user's code has set it anew
                self._put(name, before)
        if os.environ.get(OWNER) == str(self.pid):
            del os.environ[OWNER]

    @staticmethod
    def _put(name, value):
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


def _asked_for():
    path = os.environ.get(SELECT)
    if not path:
        return None
    with open(path, "rb") as source:
        ids = json.loads(source.read().decode("utf-8"))
    # Node ids are str in both: bytes on Python 2.
    return [nodeid if isinstance(nodeid, str) else nodeid.encode("utf-8") for nodeid in ids]


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests():
    # Before a conftest.py can copy the environment for what it will start.
    if not os.environ.get(OWNER) and os.environ.get(EVENTS):
        os.environ[OWNER] = str(os.getpid())


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    try:
        _configure(config)
    except Exception:
        sys.stderr.write("tox-matrix: its pytest plugin could not start\n" + traceback.format_exc())


def _configure(config):
    folder = os.environ.get(EVENTS)
    if not folder:
        return
    if _is_worker(config):
        asked = _asked_for()
        Claim.current = Claim(hide=True)
        config.pluginmanager.register(Working(asked), "tox-matrix-working")
        return
    if Claim.current is not None or os.environ.get(OWNER) not in (None, "", str(os.getpid())):
        return  # started by a test of the pytest that tells
    emit = _sink(folder)
    try:
        asked = _asked_for()
    except Exception:
        asked = None
        emit({"e": "error", "text": "The selection of tests cannot be read.\n" + _limited(traceback.format_exc())})
    # Workers get the plugin by the environment of their controller, which runs no tests itself.
    claim = Claim.current = Claim(hide=not _is_controller(config))
    config.pluginmanager.register(Telling(config, emit, asked), "tox-matrix-telling")
    cleanup = getattr(config, "add_cleanup", None) or config._cleanup.append
    cleanup(lambda: _release(claim))


def _release(claim):
    if Claim.current is claim:
        Claim.current = None
        claim.release()
