"""The tests of a matrix and nothing else: pytest in environments that are there, with all bytecode at hand."""

import concurrent.futures
import json
import os
import shlex
import subprocess
import sys
import time
import tomllib

import sides


class TestsAlone:
    """Environments of the versions that a run of the engine had, made by uv, whose commands are started as they are configured."""

    def __init__(self, project, folder, jar, environments, pins, uv):
        self.project, self.folder, self.uv = project, folder, uv
        self.pins = tomllib.loads(pins.read_text())["environments"]
        told = json.loads(subprocess.check_output(
            ["java", "-jar", str(jar), "config", "-c", str(project), "-e", ",".join(environments),
             "-k", "set_env", "commands", "deps", "--format", "json"]))["env"]
        self.settings = {name: told[name] for name in environments}
        self.order = list(environments)

    def make(self):
        """Makes the environments, and all bytecode by running the tests once: beside nothing, but where a prefix says."""
        for name, settings in self.settings.items():
            place, had = self.folder / name, self.pins[name]
            version = had["python"].split()[1].rstrip(",")
            self.call(self.uv, "venv", "-q", "--no-python-downloads", "--python", version, str(place))
            editable = [line for line in settings["deps"] if line.startswith("-e")]
            self.call(self.uv, "pip", "install", "-q", "--no-deps", "--python", str(place / "bin" / "python"),
                      *had["pins"], *[word for line in editable for word in line.split()])
        took = self.run({"PYTHONDONTWRITEBYTECODE": ""})
        self.order.sort(key=lambda name: -took[name])

    def run(self, variables=None):
        """Runs as many at a time as there are cores, longest first: how long each took, in seconds."""
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            return dict(zip(self.order, pool.map(lambda name: self.run_one(name, variables), self.order)))

    def run_one(self, name, variables=None):
        settings, place = self.settings[name], self.folder / name
        environ = {**os.environ, **settings["set_env"], **(variables or {})}
        environ.update(VIRTUAL_ENV=str(place), TOX_ENV_DIR=str(place), PYTHONPYCACHEPREFIX=str(self.folder / "bytecode"),
                       PATH=os.pathsep.join([str(place / "bin"), environ["PATH"]]))
        begin = time.monotonic()
        with open(self.folder / (name + ".log"), "w") as log:
            for command in settings["commands"]:
                words = shlex.split(command)
                words[0] = str(place / "bin" / words[0])
                if subprocess.call(words, cwd=self.project, env=environ, stdout=log, stderr=log):
                    sys.exit("%s failed: see %s" % (name, log.name))
        return time.monotonic() - begin

    def call(self, *command):
        subprocess.run(command, check=True, cwd=self.project, env={**os.environ, **sides.path_of_pythons()})
