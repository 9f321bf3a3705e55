"""What the benchmarks that compare this engine with tox have in common: a side works in a copy of the project and with caches of its own."""

import os
import pathlib
import resource
import shutil
import subprocess
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
JAR = HERE.parent / "engine" / "target" / "tox-matrix.jar"

# {caches} is a folder of the side's own
UV = {"UV_CACHE_DIR": "{caches}/uv"}
PIP = {"PIP_CACHE_DIR": "{caches}/pip", "VIRTUALENV_OVERRIDE_APP_DATA": "{caches}/virtualenv"}


def path_of_pythons():
    """A PATH on which tox finds the Pythons of pyenv, as the engine does without it."""
    pythons = pathlib.Path.home() / ".pyenv" / "versions"
    return {"PATH": os.pathsep.join([str(p / "bin") for p in sorted(pythons.glob("*"))] + [os.environ["PATH"]])}


def timed(call):
    """What it returned, seconds on the wall, and CPU seconds, user and system, of the processes that it started and waited for."""
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    result = call()
    wall, after = time.monotonic() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    return result, wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


class Place:
    """A copy of a project, caches and a log of one side. `{project}` and `{caches}` stand for them in commands and variables."""

    def __init__(self, name, project, folder, caches):
        self.project = folder / name.replace(" ", "-")
        shutil.copytree(project, self.project, symlinks=True)
        self.caches = caches / self.project.name
        self.log = folder / (self.project.name + ".log")
        self.forget()

    def forget(self):
        """Empties the caches."""
        shutil.rmtree(self.caches, ignore_errors=True)
        self.caches.mkdir(parents=True)

    def kept_log(self):
        """A copy of the log that outlives the run."""
        copy = pathlib.Path(tempfile.gettempdir()) / ("benchmark-" + self.log.name)
        shutil.copy(self.log, copy)
        return copy

    def fill(self, text):
        return text.replace("{project}", str(self.project)).replace("{caches}", str(self.caches))

    def run(self, command, variables):
        """Runs to the end: exit code, seconds on the wall, and CPU seconds, user and system, of all its processes."""
        environ = dict(os.environ, **{name: self.fill(value) for name, value in variables.items()})
        command = [self.fill(word) for word in command]
        with open(self.log, "w") as log:
            return timed(lambda: subprocess.call(command, cwd=self.project, env=environ, stdout=log, stderr=log))
