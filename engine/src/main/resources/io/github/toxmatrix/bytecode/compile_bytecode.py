# -*- coding: utf-8 -*-
"""Compiles sources into a store of bytecode. Python 2.7 and newer; started with -E -S, so nothing else is loaded.

``compile_bytecode.py --describe`` prints the tag of the names of bytecode files, the format and what distinguishes the
bytecode of this interpreter. ``compile_bytecode.py LIST`` takes a file of fields that end with NUL: the level of
optimisation, then for each source its path, the one that is to be in the code, the SHA-256 of its content, and the path of
the file to make, without suffix. A source whose compilation says anything (an error, a warning) gets a file ``.none``
instead of ``.pyc``: to be compiled by whoever imports it, who would not hear that otherwise.
``compile_bytecode.py --rewritten LIST`` does the same for modules whose assertions pytest rewrites: the list has the folder
of the installed distributions and the folder of the files to make, then for each source whether a hook for passed assertions
is wanted (0 or 1), and its path.
"""
from __future__ import print_function

import binascii
import hashlib
import marshal
import os
import struct
import sys
import warnings

try:
    from importlib.util import MAGIC_NUMBER
except ImportError:
    import imp

    MAGIC_NUMBER = imp.get_magic()

try:
    from importlib.util import source_hash
except ImportError:
    source_hash = None  # before 3.7: bytecode is checked by the time of the source, which is put in later

CHECKED_HASH = 0b11  # PEP 552
FORMAT = 2  # of the files of the store: those of other versions of ours are kept apart


def describe():
    tag = sys.implementation.cache_tag if hasattr(sys, "implementation") else "cpython-27"
    build = "%d %s %r %d %s" % (FORMAT, sys.version, MAGIC_NUMBER, sys.maxsize, getattr(sys, "abiflags", ""))
    print("tox-matrix")
    print(tag)
    print("hashed" if source_hash else "timed" if sys.version_info >= (3,) else "named")
    print(hashlib.sha256(build.encode("utf-8")).hexdigest())


def header(content):
    if source_hash:
        return MAGIC_NUMBER + struct.pack("<I", CHECKED_HASH) + source_hash(content)
    return MAGIC_NUMBER + b"\0" * (8 if sys.version_info >= (3, 3) else 4)


def code_of(content, path, level):
    """The code, or None where the compilation has something to say."""
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            if sys.version_info >= (3, 2):
                code = compile(content, path, "exec", dont_inherit=True, optimize=level)
            else:
                code = compile(b"\n".join(content.splitlines()) + b"\n", path, "exec", 0, True)
        except (SyntaxError, ValueError, OverflowError, RuntimeError):  # RuntimeError: nested too deeply
            return None
    return None if said else code


def write(path, content):
    """All of it or nothing."""
    part = "%s.%d.part" % (path, os.getpid())
    try:
        with open(part, "wb") as stream:
            stream.write(content)
        getattr(os, "replace", os.rename)(part, path)
    except BaseException:
        try:
            os.unlink(part)
        except OSError:
            pass
        raise


def write_checked(path, content):
    """With a checksum behind it: what a crash of the machine damages must not be loaded."""
    write(path, content + struct.pack("<I", binascii.crc32(content) & 0xFFFFFFFF))


def compile_one(source, name, digest, target, level):
    try:
        with open(source, "rb") as stream:
            content = stream.read()
    except (IOError, OSError):  # gone since it was seen
        return
    if hashlib.sha256(content).hexdigest() != digest:
        return  # changed since it was seen
    code = code_of(content, name, level)
    if code is None:
        write(target + ".none", b"")
    else:
        write_checked(target + ".pyc", header(content) + marshal.dumps(code))


class Config(object):
    """All that the rewriting of a module may ask of pytest's configuration. Whoever asks for more says something."""

    class _assertstate(object):  # pytest 4.6
        @staticmethod
        def trace(text):
            """To nobody."""

    def __init__(self, option):
        self.option = option

    def getini(self, name):
        if name != "enable_assertion_pass_hook":
            raise ValueError(name)
        return self.option == "1"


def rewritten_code(rewrite, path, option):
    """The code as pytest would make it, or None where it has something to say."""
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            if rewrite._rewrite_test.__code__.co_varnames[0] == "config":  # pytest 4.6
                import py

                code = rewrite._rewrite_test(Config(option), py.path.local(path))[1]
            else:
                import pathlib

                code = rewrite._rewrite_test(pathlib.Path(path), Config(option))[1]
        except Exception:
            return None
    return None if said else code


def holds(constant, text):
    """Whether a text is in a constant of code, the name of its file aside."""
    if isinstance(constant, type(holds.__code__)):
        return any(holds(each, text) for each in constant.co_consts)
    if isinstance(constant, (tuple, frozenset)):
        return any(holds(each, text) for each in constant)
    return isinstance(constant, str) and text in constant


def rewrite_one(rewrite, folder, option, path):
    try:
        with open(rewrite.__file__.rstrip("c"), "rb") as stream:  # Python 2.7 says .pyc
            identity = hashlib.sha256(stream.read()).digest()
        with open(path, "rb") as stream:
            content = stream.read()
        key = hashlib.sha256(identity + option.encode() + hashlib.sha256(content).digest())
        target = os.path.join(folder, key.hexdigest())
        code = rewritten_code(rewrite, path, option)
        with open(path, "rb") as stream:
            if stream.read() != content:
                return  # changed meanwhile
    except (IOError, OSError):  # gone since it was seen
        return
    if code is None:
        write(target + ".none", b"")
        return
    if sys.version_info < (3,) or holds(code, path):
        key.update(path if sys.version_info < (3,) else os.fsencode(path))
        target = os.path.join(folder, key.hexdigest())
    write_checked(target + ".pyc", marshal.dumps(code))


def rewrite_all(site, folder, pairs):
    sys.path.insert(0, site)
    try:
        from _pytest.assertion import rewrite
    except Exception:  # a pytest that cannot be had like this: tests rewrite by themselves
        return
    for option, path in pairs:
        rewrite_one(rewrite, folder, option, path)


def fields_of(path):
    with open(path, "rb") as stream:
        fields = stream.read().split(b"\0")[:-1]
    return [os.fsdecode(field) for field in fields] if sys.version_info >= (3,) else fields


def main(arguments):
    if arguments == ["--describe"]:
        describe()
    elif arguments[0] == "--rewritten":
        fields = fields_of(arguments[1])
        rewrite_all(fields[0], fields[1], zip(fields[2::2], fields[3::2]))
    else:
        fields = fields_of(arguments[0])
        for source in zip(fields[1::4], fields[2::4], fields[3::4], fields[4::4]):
            compile_one(*source, level=int(fields[0]))


if __name__ == "__main__":
    main(sys.argv[1:])
