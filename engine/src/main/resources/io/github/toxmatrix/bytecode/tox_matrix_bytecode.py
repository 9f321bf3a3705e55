"""Where Python finds bytecode of sources beside which none may be written. Loaded by a .pth file of the environment.

Only what Python's own loader asks when it reads a source is answered differently: its checks of what it finds there, the
code it makes of it, ``__cached__`` and ``importlib.util.cache_from_source`` stay as they are. Where we have no file, the
answer is Python's own. pytest's loader of rewritten modules likewise: it is given code where it found none of its own.
"""
import marshal
import os
import sys


def install(trees, own, installed, missing, rewritten):
    """Serves this process. Never raises.

    :param trees: pairs of a folder of sources and the one of its bytecode, each with a separator at its end
    :param own: the environment's folder: what lies in it is found beside the sources
    :param installed: folders of installed distributions, of which missing bytecode is noted, too
    :param missing: the file where sources without bytecode are noted, each with a NUL at its end
    :param rewritten: the folder of modules that pytest has rewritten, and the file where others are noted
    """
    try:
        external = sys.modules["_frozen_importlib_external"]
        if not getattr(external.cache_from_source, "tox_matrix", False):
            _be_no_source()
            _install(external, trees, own, tuple(installed), missing, rewritten)
    except Exception:  # an import system that we do not know: everything is as without us
        return


def _be_no_source():
    """Where coverage measures all that is imported (releases before 6), this is left out as what lies in no file."""
    from _imp import _fix_co_filename

    for function in _notes, _exists, _install, _serve_rewritten:
        _fix_co_filename(function.__code__, "<tox-matrix>")
    globals().pop("__file__", None)


def _notes(path):
    """A function that notes texts, each once, with a NUL at its end. Bound here, where no test can replace anything."""
    os_open, write, close, encode, noted = os.open, os.write, os.close, os.fsencode, set()
    flags = os.O_APPEND | os.O_CREAT | os.O_WRONLY | getattr(os, "O_BINARY", 0)

    def note(text):
        if text not in noted:
            noted.add(text)
            fd = os_open(path, flags, 0o600)
            try:
                write(fd, encode(text) + b"\0")
            finally:
                close(fd)

    return note


def _exists(path, stat=os.stat):
    try:
        stat(path)
        return True
    except OSError:
        return False


def _install(external, trees, own, installed, missing, rewritten):
    original, sep, system, frame, exists = external.cache_from_source, os.sep, sys, sys._getframe, _exists
    get_code, source_to_code = external.SourceLoader.get_code.__code__, external.SourceLoader.source_to_code
    note, seen = _notes(missing), set()
    sources = tuple(folder for folder, _ in trees) + installed
    pytest = [lambda module: _serve_rewritten(module, own, sources, rewritten)]  # until it has been called

    def served(path, native):
        if getattr(system, "pycache_prefix", None) is not None:
            return native
        for folder, place in () if path.startswith(own) else trees:
            if path.startswith(folder):
                ours = place + path[len(folder) :].rpartition(sep)[0] + sep + native.rpartition(sep)[2]
                if exists(ours):
                    return ours
                break
        else:
            if not path.startswith(installed):
                return native
        if path not in seen:
            seen.add(path)
            if not exists(native):
                note(path)
        return native

    def cache_from_source(path, debug_override=None, *, optimization=None):
        native = original(path, debug_override, optimization=optimization)
        try:
            caller = frame(1)
            if caller.f_code is not get_code:
                return native
            # What a loader compiles in a way of its own is not what we have.
            if type(caller.f_locals["self"]).source_to_code is not source_to_code:
                return native
            if pytest:
                rewrite = system.modules.get("_pytest.assertion.rewrite")
                if hasattr(rewrite, "_read_pyc"):
                    pytest.pop()(rewrite)
            return served(path, native)
        except Exception:
            return native

    cache_from_source.tox_matrix = True
    external.cache_from_source = cache_from_source


def _serve_rewritten(rewrite, own, sources, rewritten):
    """Lets the import hook of pytest find modules that it has rewritten before, for the same content and options."""
    if not rewrite.__file__.startswith(own) or sys.flags.optimize:
        return  # a pytest under test
    from binascii import crc32
    from hashlib import sha256

    from _imp import _fix_co_filename

    folder, notes = rewritten
    original, rewriter, system, frame, exists = rewrite._read_pyc, rewrite.AssertionRewriter, sys, sys._getframe, _exists
    note, read, loads, join, encode = _notes(notes), open, marshal.loads, os.path.join, os.fsencode
    number = int.from_bytes
    with open(rewrite.__file__, "rb") as stream:
        identity = sha256(stream.read()).digest()
    names = vars(rewrite)
    changeable = dict((name, names.get(name)) for name in ("rewrite_asserts", "_rewrite_test", "AssertionRewriter"))
    methods = dict(vars(rewriter))

    def is_as_installed():
        return all(names.get(name) is value for name, value in changeable.items()) and methods == dict(vars(rewriter))

    def find(path, config):
        if not path.startswith(sources) or not is_as_installed():
            return None
        try:
            option = "1" if config.getini("enable_assertion_pass_hook") else "0"
        except (KeyError, ValueError):  # before pytest 5
            option = "0"
        with read(path, "rb") as stream:
            content = sha256(stream.read()).digest()
        start = sha256(identity + option.encode() + content)
        stored = join(folder, start.hexdigest())
        if not exists(stored + ".pyc"):
            start.update(encode(path))  # where code holds its own path
            there = join(folder, start.hexdigest())
            if not exists(there + ".pyc"):
                if (system.dont_write_bytecode or path.startswith(own)) and not exists(stored + ".none"):
                    note(option + path)
                return None
            stored = there
        with read(stored + ".pyc", "rb") as stream:
            marshalled = stream.read()
        marshalled, check = marshalled[:-4], marshalled[-4:]
        if len(check) < 4 or crc32(marshalled) != number(check, "little"):  # damaged by a crash of the machine
            note(option + path)
            return None
        code = loads(marshalled)
        _fix_co_filename(code, path)
        return code

    def _read_pyc(source, *arguments, **named):
        code = original(source, *arguments, **named)
        if code is None:
            try:
                caller = frame(1)
                if caller.f_globals is names and caller.f_code.co_name in ("exec_module", "find_module"):
                    return find(str(source), caller.f_locals["self"].config)
            except Exception:
                return None
        return code

    rewrite._read_pyc = _read_pyc
