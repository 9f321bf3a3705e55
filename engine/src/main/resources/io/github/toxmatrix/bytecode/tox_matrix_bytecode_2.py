# -*- coding: utf-8 -*-
"""Where Python 2.7 finds code of sources beside which none may be written. Loaded by a .pth file of the environment.

That Python looks for bytecode beside its source alone, so there has to be a finder (PEP 302). What it finds is loaded by
functions that are written in C, and by that of Python itself for bytecode: no frame of ours is in a traceback, there is no
``__loader__``, and ``__file__`` is the source, as where it has just been compiled. Code is looked for by the content of the
source and by its path, which is in it. Only import statements and ``importlib.import_module`` are answered: whoever asks
finders for a loader wants more of it than we have. Where bytecode may be written, and wherever there is anything unusual,
Python goes on as without us.
"""
import imp
import marshal
import os
import sys
from _collections import defaultdict
from _functools import partial
from binascii import crc32
from hashlib import sha256
from itertools import starmap
from struct import unpack
from zipimport import zipimporter

IMPORT_NAME = chr(108)
CHANGE_CODE = ("py3k_warning", "division_warning", "division_new", "optimize", "tabcheck", "unicode")


def install(folders, own, modules, rewritten):
    """Serves this process. Never raises.

    :param folders: those of sources, each with a separator at its end
    :param own: the environment's folder: what lies in it has its bytecode beside it
    :param modules: the folder of code, and the file where sources without it are noted
    :param rewritten: the folder of modules that pytest has rewritten, and the file where others are noted
    """
    try:
        if any(getattr(sys.flags, flag) for flag in CHANGE_CODE):
            return
        if not any(type(finder).__module__ == __name__ for finder in sys.meta_path):
            _install(tuple(folders), own, modules, rewritten)
    except Exception:  # a Python that we do not know: everything is as without us
        return


def _notes(path):
    """A function that notes texts, each once, with a NUL at its end. Bound here, where no test can replace anything."""
    os_open, write, close, noted = os.open, os.write, os.close, set()
    flags = os.O_APPEND | os.O_CREAT | os.O_WRONLY | getattr(os, "O_BINARY", 0)

    def note(text):
        if text not in noted:
            noted.add(text)
            fd = os_open(path, flags, 0o600)
            try:
                write(fd, text + b"\0")
            finally:
                close(fd)

    return note


def _exists(path, stat=os.stat):
    try:
        stat(path)
        return True
    except OSError:
        return False


def _opened(path, open=open, crc32=crc32, unpack=unpack):
    """A file of the store, at its beginning. None where it is not as it was written: a crash of the machine may do that."""
    stream = open(path, "rb")
    content = stream.read()
    if len(content) < 4 or unpack("<I", content[-4:])[0] != crc32(content[:-4]) & 0xFFFFFFFF:
        stream.close()
        return None
    stream.seek(0)
    return stream


class _Loader(object):
    """Its method is a chain of functions in C: a dictionary asks for what it lacks, and the last step's answer is it."""

    __slots__ = ("load_module",)

    def __init__(self, steps, reduce=reduce, apply=apply):
        self.load_module = defaultdict(partial(reduce, {}.get, starmap(apply, steps))).__getitem__


def _steps(name, path, stream, package, load=imp.load_compiled, module=imp.new_module):
    steps = [(load, (name, path, stream))]
    if package is not None:
        made = module(name)
        made.__file__, made.__path__ = package, [package]
        steps.insert(0, (sys.modules.__setitem__, (name, made)))
    return steps


def _source(base, sep, extensions):
    """Source and folder of a package, or source of a module; where Python would not take a source, nothing."""
    package = None
    if _exists(base):
        package, base = base, base + sep + "__init__"
    if any(_exists(base + suffix) for suffix in extensions):
        return None, None
    path = base + ".py"
    return (path, package) if _exists(path) and not _exists(path + "c") else (None, None)


def _install(folders, own, modules, rewritten):
    system, frame, sep, working, absolute, listed = sys, sys._getframe, os.sep, os.getcwd, os.path.isabs, os.listdir
    is_folder, directory, read, exists, opened, join = os.path.isdir, os.path.dirname, open, _exists, _opened, os.path.join
    extensions = tuple(suffix for suffix, _, kind in imp.get_suffixes() if kind == imp.C_EXTENSION)
    suffixes = ("",) + tuple(suffix for suffix, _, _ in imp.get_suffixes())
    folder, note = modules[0], _notes(modules[1])
    pytest = [lambda module: _serve_rewritten(module, own, folders, rewritten)]  # until it has been called

    def is_import(caller):
        if caller.f_code.co_code[caller.f_lasti] == IMPORT_NAME:
            return True
        return caller.f_code.co_name == "import_module" and caller.f_globals.get("__name__") == "importlib"

    def is_plain(entry):
        """Whether Python itself looks into this folder: no importer (PEP 302) does."""
        if entry in system.path_importer_cache:
            return system.path_importer_cache[entry] is None
        return is_folder(entry or ".") and all(hook is zipimporter for hook in system.path_hooks)

    def located(base):
        there = base if absolute(base) else join(working(), base)
        return there if there.startswith(folders) and not there.startswith(own) else None

    def first(entries, name):
        """The entry that has a module, as Python would join them; None where it is not ours."""
        for entry in entries:
            if type(entry) is not str:
                return None
            base = entry + name if entry[-1:] in ("", sep) else entry + sep + name
            if located(base) and (exists(base) or exists(base + ".py")):
                return base if is_plain(entry) else None
            if not exists(entry or "."):
                continue
            if not is_plain(entry) or any(exists(base + suffix) for suffix in suffixes):
                return None
        return None

    def may_be_ours(entries):
        return type(entries) is list and any(located((entry or ".") + sep) for entry in entries if type(entry) is str)

    def find(name, entries):
        base = first(entries, name.rpartition(".")[2])
        path, package = (None, None) if base is None else _source(base, sep, extensions)
        if path is None:
            return None
        if system.platform != "linux2" and path[path.rindex(sep) + 1 :] not in listed(directory(path) or "."):
            return None  # written in another way
        with read(path, "rb") as stream:
            content = stream.read()
        stored = join(folder, sha256(sha256(content).hexdigest() + path).hexdigest())
        found = opened(stored + ".pyc") if exists(stored + ".pyc") else None
        if found is None:
            if not exists(stored + ".none"):
                there = located(path)
                note(path if path == there else there + "\n" + path)
            return None
        return _Loader(_steps(name, path, found, package))

    class Finder(object):
        __module__ = __name__

        def find_module(self, name, path=None):
            try:
                if pytest and hasattr(system.modules.get("_pytest.assertion.rewrite"), "_read_pyc"):
                    pytest.pop()(system.modules["_pytest.assertion.rewrite"])
                if not system.dont_write_bytecode:
                    return None
                if system.meta_path[-1] is not self:  # whoever else finds modules is asked first
                    if type(system.meta_path[-1]) is not Finder:
                        system.meta_path.append(Finder())
                    return None
                entries = system.path if path is None else path
                if name in system.modules or not may_be_ours(entries) or not is_import(frame(1)):
                    return None
                if path is None and name in system.builtin_module_names:
                    return None
                return find(name, entries)
            except Exception:
                return None

    sys.meta_path.append(Finder())


def _serve_rewritten(rewrite, own, sources, rewritten):
    """Lets the import hook of pytest find modules that it has rewritten before, for the same content and path."""
    if not rewrite.__file__.startswith(own):
        return  # a pytest under test
    original, rewriter, system, frame = rewrite._read_pyc, rewrite.AssertionRewriter, sys, sys._getframe
    exists, opened = _exists, _opened
    folder, note, read, loads, join = rewritten[0], _notes(rewritten[1]), open, marshal.loads, os.path.join
    with open(rewrite.__file__.rstrip("c"), "rb") as stream:
        identity = sha256(stream.read()).digest()
    names = vars(rewrite)
    changeable = dict((name, names.get(name)) for name in ("rewrite_asserts", "_rewrite_test", "AssertionRewriter"))
    methods = dict(vars(rewriter))

    def is_as_installed():
        return all(names.get(name) is value for name, value in changeable.items()) and methods == dict(vars(rewriter))

    def find(path):
        if not system.dont_write_bytecode or not path.startswith(sources) or path.startswith(own):
            return None
        if not is_as_installed():
            return None
        with read(path, "rb") as stream:
            key = sha256(identity + "0" + sha256(stream.read()).digest())
        saying = join(folder, key.hexdigest() + ".none")
        key.update(path)
        stored = join(folder, key.hexdigest() + ".pyc")
        found = opened(stored) if exists(stored) else None
        if found is None:
            if not exists(saying):
                note("0" + path)
            return None
        with found:
            return loads(found.read()[:-4])

    def _read_pyc(source, *arguments, **named):
        code = original(source, *arguments, **named)
        if code is None:
            try:
                caller = frame(1)
                if caller.f_globals is names and caller.f_code.co_name == "find_module":
                    return find(str(source))
            except Exception:
                return None
        return code

    rewrite._read_pyc = _read_pyc
