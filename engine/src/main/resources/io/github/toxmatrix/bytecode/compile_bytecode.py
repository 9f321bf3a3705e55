# -*- coding: utf-8 -*-
"""Compiles sources into a store of bytecode. Python 2.7 and newer; started with -E -S, so nothing else is loaded.

``compile_bytecode.py --describe`` prints the tag of the names of bytecode files, the format and what distinguishes the
bytecode of this interpreter. ``compile_bytecode.py LIST`` takes a file of fields that end with NUL: the level of
optimisation, then for each source its path and that of the file to make, without suffix, whose name is the SHA-256 of the
content. A source whose compilation says anything (an error, a warning) gets a file ``.none`` instead of ``.pyc``: to be
compiled by whoever imports it, who would not hear that otherwise.
"""
from __future__ import print_function

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


def describe():
    tag = sys.implementation.cache_tag if hasattr(sys, "implementation") else ""
    build = "%s %r %d %s" % (sys.version, MAGIC_NUMBER, sys.maxsize, getattr(sys, "abiflags", ""))
    print("tox-matrix")
    print(tag)
    print("hashed" if source_hash else "timed")
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
                code = compile(content.replace(b"\r\n", b"\n") + b"\n", path, "exec", 0, True)
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


def compile_one(source, target, level):
    try:
        with open(source, "rb") as stream:
            content = stream.read()
    except (IOError, OSError):  # gone since it was seen
        return
    if hashlib.sha256(content).hexdigest() != os.path.basename(target).split(".")[0]:
        return  # changed since it was seen
    code = code_of(content, source, level)
    if code is None:
        write(target + ".none", b"")
    else:
        write(target + ".pyc", header(content) + marshal.dumps(code))


def main(argument):
    if argument == "--describe":
        describe()
        return
    with open(argument, "rb") as stream:
        fields = stream.read().split(b"\0")[:-1]
    if sys.version_info >= (3,):
        fields = [os.fsdecode(field) for field in fields]
    for at in range(1, len(fields) - 1, 2):
        compile_one(fields[at], fields[at + 1], int(fields[0]))


if __name__ == "__main__":
    main(sys.argv[1])
