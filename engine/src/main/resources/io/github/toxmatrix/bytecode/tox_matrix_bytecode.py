"""Where Python finds bytecode of sources beside which none may be written. Loaded by a .pth file of the environment.

Only what the import system asks when it reads a source is answered differently: its own checks of what it finds there,
the code it makes of it, ``__cached__`` and ``importlib.util.cache_from_source`` stay as they are. Where we have no file,
the answer is Python's own.
"""
import os
import sys
import types


def install(trees, own, installed, missing):
    """Serves this process. Never raises.

    :param trees: pairs of a folder of sources and the one of its bytecode, each with a separator at its end
    :param own: the environment's folder: what lies in it is found beside the sources
    :param installed: folders of installed distributions, of which missing bytecode is noted, too
    :param missing: the file where sources without bytecode are noted, each with a NUL at its end
    """
    try:
        external = sys.modules["_frozen_importlib_external"]
        if not getattr(external.cache_from_source, "tox_matrix", False):
            _install(external, trees, own, tuple(installed), missing)
    except Exception:  # an import system that we do not know: everything is as without us
        return


def _install(external, trees, own, installed, missing):
    # Bound here, where no test can replace it.
    original, stat, os_open, write, close = external.cache_from_source, os.stat, os.open, os.write, os.close
    encode, sep, system, noted = os.fsencode, os.sep, sys, set()
    flags = os.O_APPEND | os.O_CREAT | os.O_WRONLY | getattr(os, "O_BINARY", 0)

    def exists(path):
        try:
            stat(path)
            return True
        except OSError:
            return False

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
        if path not in noted:
            noted.add(path)
            if not exists(native):
                fd = os_open(missing, flags, 0o600)
                try:
                    write(fd, encode(path) + b"\0")
                finally:
                    close(fd)
        return native

    def cache_from_source(path, debug_override=None, *, optimization=None):
        native = original(path, debug_override, optimization=optimization)
        try:
            return served(path, native) if debug_override is None and optimization is None else native
        except Exception:
            return native

    cache_from_source.tox_matrix = True
    # __cached__ is to say what it says without us.
    cached = external._get_cached
    external._get_cached = types.FunctionType(cached.__code__, dict(vars(external)), cached.__name__)
    external.cache_from_source = cache_from_source
