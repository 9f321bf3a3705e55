# -*- coding: utf-8 -*-
"""Everything by which a program could tell how a module came to be is printed, to be compared."""
from __future__ import print_function

import inspect
import multiprocessing
import os
import pkgutil
import subprocess
import sys
import traceback
import zipfile

import helper
import pkg.changing
import pkg.mod
import pkg.sub.part

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LOOK = (
    "import sys, pkg.mod; m = pkg.mod; print(m.__file__, sorted(vars(m)), sys.flags, m.sign(1));"
    "print(sys.path_hooks); import pkg.warned; m.nested(2)"
)


def look(module):
    print(module.__name__, module.__file__, module.__package__, sorted(vars(module)))
    print(inspect.getsource(module), inspect.getmodule(module), inspect.getsourcefile(module))


def run(*options):
    process = subprocess.Popen(
        [sys.executable] + list(options), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=ROOT
    )
    print(process.communicate()[0].decode("utf-8").encode("ascii", "replace"))


def test_modules():
    for module in (pkg.mod, pkg.sub, pkg.sub.part, helper, sys.modules["conftest"], sys.modules[__name__]):
        look(module)
    print(pkg.__path__, pkg.sub.__path__, pkgutil.get_loader("pkg.mod").get_filename())
    print(sys.flags, sorted(os.environ), sys.path, sys.path_hooks)
    assert not "shown"


def test_subprocesses():
    for options in ([], ["-B"], ["-OO"], ["-S"], ["-E"], ["-3"], ["-Qnew"]):
        run(*(options + ["-c", LOOK]))
    run("-W", "error", "-c", "import pkg.warned")
    run("-m", "pkg.unfinished")
    run("-m", "pkg.mod")
    assert not "shown"


def in_a_process(number):
    try:
        pkg.mod.nested(number)
    except ValueError:
        return traceback.format_exc() + pkg.mod.__file__


def test_multiprocessing():
    pool = multiprocessing.Pool(1)
    print(pool.map(in_a_process, [1]))
    pool.close()
    pool.join()
    assert not "shown"


def test_zip(monkeypatch):
    archive = os.path.join(ROOT, "zipped.zip")
    stream = zipfile.ZipFile(archive, "w")
    stream.writestr("zipped.py", "def f():\n    raise KeyError(1)\n")
    stream.close()
    monkeypatch.syspath_prepend(archive)
    try:
        import zipped

        print(zipped.__file__, zipped.__loader__.__class__)
        zipped.f()
    finally:
        os.unlink(archive)


def test_source_that_changes():
    path = pkg.changing.__file__.replace(".pyc", ".py")
    status = os.stat(path)
    command = "import pkg.changing; print(pkg.changing.VALUE)"
    run("-c", command)
    with open(path, "w") as stream:
        stream.write("VALUE = 22\n")
    run("-c", command)
    if sys.flags.dont_write_bytecode:
        with open(path, "w") as stream:
            stream.write("VALUE = 3\n")
        os.utime(path, (status.st_atime, status.st_mtime))
        run("-c", command)
    with open(path, "w") as stream:
        stream.write("VALUE = 1\n")
    os.utime(path, (status.st_atime, status.st_mtime))
    assert not "shown"


def test_link():
    link = os.path.join(ROOT, "linked")
    os.symlink(os.path.join(ROOT, "src", "pkg"), link)
    try:
        run("-c", "import linked.mod; print(linked.mod.__file__); linked.mod.nested(3)")
    finally:
        os.unlink(link)
    assert not "shown"


def test_reload():
    assert reload(pkg.changing) is pkg.changing
    del sys.modules["pkg.changing"]
    import pkg.changing as again

    assert again is not pkg.changing
    print(again, sys.getrefcount(again))
    assert not "shown"
