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


class _Sources(object):
    """Which source Python would come to for a module, where that is one of ours and nothing about it is unusual."""

    def __init__(self, folders, own):
        self.folders, self.own, self.sep, self.system = folders, own, os.sep, sys
        self.working, self.is_absolute, self.is_folder, self.join = os.getcwd, os.path.isabs, os.path.isdir, os.path.join
        self.exists, self.listed = _exists, os.listdir
        self.suffixes = tuple(suffix for suffix, _, _ in imp.get_suffixes())
        self.extensions = tuple(suffix for suffix, _, kind in imp.get_suffixes() if kind == imp.C_EXTENSION)

    def located(self, path):
        """The whole path of what lies in a folder of ours."""
        there = path if self.is_absolute(path) else self.join(self.working(), path)
        return there if there.startswith(self.folders) and not there.startswith(self.own) else None

    def may_hold(self, entries):
        if type(entries) is not list:
            return False
        return any(type(entry) is str and self.located((entry or ".") + self.sep) for entry in entries)

    def find(self, name, entries):
        """Its source as Python names it, and the folder of a package."""
        base = self.first(name.rpartition(".")[2], entries)
        if base is None:
            return None, None
        package = None
        if self.exists(base):
            package, base = base, base + self.sep + "__init__"
        path = base + ".py"
        if self.has_any(base, self.extensions) or not self.exists(path) or self.exists(path + "c"):
            return None, None
        return (path, package) if self.is_written_so(path) else (None, None)

    def first(self, name, entries):
        """What a module's name is in the first entry that has it, as Python would join them."""
        for entry in entries:
            if type(entry) is not str:
                return None
            base = entry + name if entry[-1:] in ("", self.sep) else entry + self.sep + name
            if self.located(base) and self.has_any(base, ("", ".py")):
                return base if self.is_plain(entry) else None
            if self.exists(entry or ".") and (not self.is_plain(entry) or self.has_any(base, ("",) + self.suffixes)):
                return None
        return None

    def has_any(self, base, suffixes):
        return any(self.exists(base + suffix) for suffix in suffixes)

    def is_plain(self, entry):
        """Whether Python itself looks into this folder: no importer (PEP 302) does."""
        if entry in self.system.path_importer_cache:
            return self.system.path_importer_cache[entry] is None
        return self.is_folder(entry or ".") and all(hook is zipimporter for hook in self.system.path_hooks)

    def is_written_so(self, path):
        """Where case does not count, Python wants it to."""
        folder, _, name = path.rpartition(self.sep)
        return self.system.platform == "linux2" or name in self.listed(folder or ".")


class _Stored(object):
    """The code of sources, by content and path."""

    def __init__(self, folder, missing, sources):
        self.folder, self.note, self.sources = folder, _notes(missing), sources
        self.read, self.exists, self.opened, self.join = open, _exists, _opened, os.path.join

    def loader(self, name, path, package):
        with self.read(path, "rb") as stream:
            content = stream.read()
        stored = self.join(self.folder, sha256(sha256(content).hexdigest() + path).hexdigest())
        found = self.opened(stored + ".pyc") if self.exists(stored + ".pyc") else None
        if found is not None:
            return _Loader(_steps(name, path, found, package))
        if not self.exists(stored + ".none"):
            there = self.sources.located(path)
            self.note(path if path == there else there + "\n" + path)
        return None


class _Finder(object):
    """Finds modules for import statements. It is the last of the finders: whoever else finds modules is asked first."""

    def __init__(self, sources, stored, pytest):
        self.sources, self.stored, self.pytest, self.system, self.frame = sources, stored, pytest, sys, sys._getframe

    def find_module(self, name, path=None):
        try:
            self.meet_pytest()
            if not self.system.dont_write_bytecode or not self.is_last():
                return None
            entries = self.system.path if path is None else path
            if name in self.system.modules or not self.sources.may_hold(entries) or not self.is_import(self.frame(1)):
                return None
            if path is None and name in self.system.builtin_module_names:
                return None
            source, package = self.sources.find(name, entries)
            return None if source is None else self.stored.loader(name, source, package)
        except Exception:
            return None

    def meet_pytest(self):
        rewrite = self.system.modules.get("_pytest.assertion.rewrite") if self.pytest else None
        if hasattr(rewrite, "_read_pyc"):
            self.pytest.pop()(rewrite)

    def is_last(self):
        """If not, another of these is from now on; this one stays, as a list that is gone through must not get shorter."""
        last = self.system.meta_path[-1]
        if last is not self and type(last) is not type(self):
            self.system.meta_path.append(type(self)(self.sources, self.stored, self.pytest))
        return last is self

    def is_import(self, caller):
        if caller.f_code.co_code[caller.f_lasti] == IMPORT_NAME:
            return True
        return caller.f_code.co_name == "import_module" and caller.f_globals.get("__name__") == "importlib"


def _install(folders, own, modules, rewritten):
    sources = _Sources(folders, own)
    pytest = [lambda module: _serve_rewritten(module, own, folders, rewritten)]  # until it has been called
    sys.meta_path.append(_Finder(sources, _Stored(modules[0], modules[1], sources), pytest))


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
