"""Calls one hook of a build backend (PEP 517, 660), or unpacks an sdist.

Started as ``python call_backend.py REQUEST ANSWER`` in the folder of the project, with its in-tree backend on
PYTHONPATH. Runs on every Python since 2.7.
"""

import importlib
import io
import json
import os
import sys
import threading
import traceback


def text(value):
    """Python 2's setuptools takes paths as bytes only."""
    if sys.version_info[0] > 2 or value is None:
        return value
    return value.encode(sys.getfilesystemencoding() or "utf-8")


def is_text(value):
    return isinstance(value, str if sys.version_info[0] > 2 else (str, type(u"")))


def load(name):
    module, _, attributes = name.partition(":")
    backend = importlib.import_module(module)
    for attribute in attributes.split(".") if attributes else ():
        backend = getattr(backend, attribute)
    return backend


def call(request):
    name = request["backend"]
    try:
        backend = load(text(name))
    except BaseException as failed:
        traceback.print_exc()
        hint = "; name what has it in build-system.requires of pyproject.toml" if isinstance(failed, ImportError) else ""
        return {"problem": "cannot import the build backend %s: %s%s" % (name, describe(failed), hint)}
    hook = request["hook"]
    for name_of_hook in request["needed"], hook:
        if not hasattr(backend, text(name_of_hook)):
            return {"missing": name_of_hook}
    arguments = dict((text(key), text(value)) for key, value in request["folders"].items())
    settings = request["settings"]
    if settings is not None:
        settings = dict((text(key), text(value)) for key, value in settings.items())
    arguments["config_settings"] = settings
    try:
        answer = getattr(backend, text(hook))(**arguments)
    except BaseException as failed:
        traceback.print_exc()
        return {"problem": "the build backend %s failed in %s: %s" % (name, hook, describe(failed))}
    if hook.startswith("get_requires"):
        if isinstance(answer, (list, tuple)) and all(is_text(line) for line in answer):
            return {"lines": answer}
    elif answer is None and hook.startswith("prepare_metadata"):
        return {"missing": hook}  # as for tox: only building tells
    elif is_text(answer):
        return {"name": answer}
    return {"problem": "the build backend %s returned %r from %s" % (name, answer, hook)}


def describe(failed):
    """In one line: the first often says no more than where something is wrong, and the next one what."""
    try:
        message = str(failed)
    except Exception:  # in Python 2, of a text that is not ASCII
        message = repr(failed)
    if not isinstance(message, type(u"")):
        message = message.decode("utf-8", "replace")
    lines = message.strip().splitlines()[:2]
    if len(lines) > 1 and len(lines[0]) + len(lines[1]) > 200:
        del lines[1]
    return "%s: %s" % (type(failed).__name__, " ".join(lines)) if lines else type(failed).__name__


def unpack(archive, folder):
    """Unpacks an sdist; nothing of it lands outside of the folder. Its sources are in the one folder it holds."""
    import tarfile
    import zipfile

    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as content:
            content.extractall(folder)  # which leaves out what would lead elsewhere
        return sources(archive, folder)
    tar = tarfile.open(archive, "r:*")
    try:
        if hasattr(tarfile, "data_filter"):
            tar.extractall(folder, filter="data")
        else:
            extract_each(tar, os.path.realpath(folder))
    finally:
        tar.close()
    return sources(archive, folder)


def sources(archive, folder):
    entries = os.listdir(folder)
    if len(entries) == 1 and os.path.isdir(os.path.join(folder, entries[0])):
        return {"name": entries[0]}
    return {"name": "."} if entries else {"problem": "no files inside %s" % archive}


def extract_each(tar, folder):
    def check(path, name):
        real = os.path.realpath(path)
        if real != folder and not real.startswith(folder + os.sep):
            raise ValueError("cannot extract tar member %r into %s: path escapes destination" % (name, folder))

    for member in tar.getmembers():
        target = os.path.join(folder, member.name)
        check(target, member.name)
        if member.issym():
            check(os.path.join(os.path.dirname(target), member.linkname), member.name)
        elif member.islnk():
            check(os.path.join(folder, member.linkname), member.name)
        elif not (member.isfile() or member.isdir()):
            raise ValueError("cannot extract tar member %r: neither file nor folder nor link" % member.name)
        tar.extract(member, folder)


def answer_to(request):
    if request["hook"] != "unpack":
        return call(request)
    folders = request["folders"]
    try:
        return unpack(text(folders["archive"]), text(folders["folder"]))
    except Exception as failed:
        traceback.print_exc()
        kind = "it is no archive, as an sdist is: " if type(failed).__name__ == "ReadError" else ""
        return {"problem": "could not extract %s: %s%s" % (folders["archive"], kind, describe(failed))}


def main(request_file, answer_file):
    with io.open(request_file, encoding="utf-8") as source:
        request = json.load(source)
    # The folder of this file is no place to import from.
    sys.path[:] = [path for path in sys.path if os.path.realpath(path or ".") != os.path.dirname(os.path.realpath(__file__))]
    sys.argv[1:] = []
    answer = answer_to(request)
    sys.stdout.flush()
    sys.stderr.flush()
    content = json.dumps(answer)
    with io.open(answer_file + ".part", "w", encoding="utf-8") as target:
        target.write(content if sys.version_info[0] > 2 else content.decode("ascii"))
    os.rename(answer_file + ".part", answer_file)
    return 1 if "problem" in answer else 0


def leave(code):
    """A thread that a backend has left running would keep the process for as long as it likes, and nobody waits for it."""
    others = [one for one in threading.enumerate() if one is not threading.current_thread() and not one.daemon]
    if others:
        os._exit(code)
    sys.exit(code)


if __name__ == "__main__":
    leave(main(sys.argv[1], sys.argv[2]))
