"""Everything by which a program could tell how a module came to be is printed, to be compared."""
import importlib.util
import inspect
import multiprocessing
import os
import shutil
import subprocess
import sys
import traceback
import zipfile

import helper
import ns.inner.mod
import ns.part
import pkg.changing
import pkg.mod

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LOOK = (
    "import sys, pkg.mod; m = pkg.mod; print(m.__file__, m.__cached__, m.__spec__.cached, sys.flags, m.sign(1));"
    "print(sys.meta_path, sys.path_hooks); import pkg.warned; m.nested(2)"
)


def look(module):
    print(module.__name__, module.__file__, module.__cached__, module.__spec__, type(module.__loader__))
    print(inspect.getsource(module), inspect.getmodule(module), inspect.getsourcefile(module))


def run(*options):
    command = [sys.executable] + list(options)
    print(subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=ROOT).stdout.decode("utf-8"))


def test_modules():
    for module in (pkg.mod, ns.part, ns.inner.mod, helper, sys.modules["conftest"], sys.modules[__name__]):
        look(module)
    print(pkg.__path__, ns.__path__, importlib.util.cache_from_source(pkg.mod.__file__))
    print(importlib.util.find_spec("pkg.warned").cached, sys.flags, sorted(os.environ), sys.path)
    print([type(each).__name__ for each in sys.meta_path], sys.path_hooks)
    assert not "shown"


def test_subprocesses():
    for options in ([], ["-B"], ["-OO"], ["-S"], ["-I"], ["-X", "dev"]):
        run(*(options + ["-c", LOOK]))
    run("-W", "error", "-c", "import pkg.warned")
    run("-m", "pkg.unfinished")
    assert not "shown"


def in_a_process(number):
    try:
        pkg.mod.nested(number)
    except ValueError:
        return traceback.format_exc() + pkg.mod.__file__ + pkg.mod.__cached__


def test_multiprocessing():
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        print(pool.map(in_a_process, [1]))
        pool.close()
        pool.join()  # terminated, it would leave half of its coverage data
    assert not "shown"


def test_zip(tmpdir, monkeypatch):
    archive = os.path.join(ROOT, "zipped.zip")
    with zipfile.ZipFile(archive, "w") as stream:
        stream.writestr("zipped.py", "def f():\n    raise KeyError(1)\n")
    monkeypatch.syspath_prepend(archive)
    try:
        import zipped

        print(zipped.__file__, zipped.__loader__.__class__)
        zipped.f()
    finally:
        os.unlink(archive)


def test_source_that_changes(monkeypatch):
    path = pkg.changing.__file__
    status = os.stat(path)
    command = "import pkg.changing; print(pkg.changing.VALUE)"
    run("-c", command)
    with open(path, "w") as stream:
        stream.write("VALUE = 22\n")
    run("-c", command)
    if sys.version_info >= (3, 7) and sys.flags.dont_write_bytecode:
        with open(path, "w") as stream:
            stream.write("VALUE = 3\n")
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
        run("-c", command)
    with open(path, "w") as stream:
        stream.write("VALUE = 1\n")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert not "shown"


def test_link(monkeypatch):
    link = os.path.join(ROOT, "linked")
    os.symlink(os.path.join(ROOT, "src", "pkg"), link)
    try:
        run("-c", "import linked.mod; print(linked.mod.__file__, linked.mod.__cached__); linked.mod.nested(3)")
    finally:
        os.unlink(link)
    assert not "shown"


def test_own_loader():
    """A loader that compiles in a way of its own is asked, whether there is bytecode or not."""

    class Loader(importlib.machinery.SourceFileLoader):
        def source_to_code(self, data, path, _optimize=-1):
            return compile("VALUE = 'instrumented'", path, "exec")

    if not os.environ.get("PYTHONDONTWRITEBYTECODE"):
        return  # it would find what Python's own loader has written
    loader = Loader("pkg.other", pkg.changing.__file__)
    spec = importlib.util.spec_from_loader("pkg.other", loader)
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    assert module.VALUE == "instrumented"
