#!/usr/bin/env python3
"""Times the making of environments, and nothing else, by this engine and by tox, and prints medians and ratios.

    environments.py --tox TOX-UV/bin/tox --tox-pip TOX/bin/tox [--rounds 3] [--environments py39-attrs21-click7,…]

The environments are those of the project `forty` beside this script, with no commands. In each round every side makes them

  cold   with empty caches of its own: the engine's store and cache and uv's, tox-uv's uv, pip's and virtualenv's;
         so what is downloaded counts here, on every side
  warm   again, with what that has left
  one    a single one of them, warm: what is left of `warm` without this is what each further environment takes

`engine` puts pip, setuptools and wheel into each environment as tox does, so that is to be compared with `tox`; `engine-bare`
leaves them out as tox-uv does. All runs recreate their environments. CPU seconds are user and system of all processes of a run. `times` is the CPU time of a
side over the engine's of the same round and state, the median of the rounds.
"""

import argparse
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
STATES = ("cold", "warm", "one")


class Side:
    """One way to make the environments, in a copy of the project and with caches of its own."""

    def __init__(self, name, command, folder, place, variables):
        self.name, self.command, self.variables = name, command, variables
        self.project = folder / name
        shutil.copytree(HERE / "forty", self.project)
        self.caches = place / name
        self.log = folder / (name + ".log")
        self.wall = {state: [] for state in STATES}
        self.cpu = {state: [] for state in STATES}

    def measure(self, state, environments):
        if state == "cold":
            shutil.rmtree(self.caches, ignore_errors=True)
            self.caches.mkdir(parents=True)
        chosen = environments[:1] if state == "one" else environments
        fill = {"{project}": str(self.project), "{caches}": str(self.caches), "{environments}": ",".join(chosen)}
        command = [replaced(word, fill) for word in self.command]
        variables = {name: replaced(value, fill) for name, value in self.variables.items()}
        before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        with open(self.log, "w") as log:
            code = subprocess.call(command, cwd=self.project, env=dict(os.environ, **variables), stdout=log, stderr=log)
        wall, after = time.monotonic() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
        text = self.log.read_text(errors="replace")
        missing = [name for name in chosen if name + ": OK" not in text]
        if code or missing:
            sys.exit("%s ended with exit code %d without %s; see %s" % (self.name, code, missing[:3], kept(self.log)))
        self.wall[state].append(wall)
        self.cpu[state].append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def replaced(text, fill):
    for word, value in fill.items():
        text = text.replace(word, value)
    return text


def kept(log):
    copy = pathlib.Path(tempfile.gettempdir()) / ("environments-" + log.name)
    shutil.copy(log, copy)
    return copy


def sides(arguments, folder, place):
    pythons = pathlib.Path.home() / ".pyenv" / "versions"
    path = os.pathsep.join([str(p / "bin") for p in sorted(pythons.glob("*"))] + [os.environ["PATH"]])
    uv = {"UV_CACHE_DIR": "{caches}/uv", "PATH": path}
    bare = ["-x", "testenv.commands=", "-e", "{environments}", "-c", "{project}"]
    engine = ["java", *arguments.java, "-Dmatrix.place={caches}/place", "-Dmatrix.cache={caches}/cache",
              "-jar", str(arguments.jar), "run", *bare]
    yield Side("engine", engine, folder, place, uv)
    yield Side("engine-bare", [*engine, "-x", "tox.requires=tox-uv"], folder, place, uv)
    if arguments.tox:
        yield Side("tox-uv", [arguments.tox, "run-parallel", "-p", "auto", "-r", *bare], folder, place, uv)
    if arguments.tox_pip:
        pip = {"PIP_CACHE_DIR": "{caches}/pip", "VIRTUALENV_OVERRIDE_APP_DATA": "{caches}/virtualenv", "PATH": path}
        yield Side("tox", [arguments.tox_pip, "run-parallel", "-p", "auto", "-r", *bare], folder, place, pip)


def report(contestants, count):
    first = contestants[0]
    print("%-11s %-5s %8s %8s %16s %14s %8s" % ("", "", "wall s", "CPU s", "CPU s for each", "each a second", "times"))
    for side in contestants:
        for state in STATES:
            wall, cpu = statistics.median(side.wall[state]), statistics.median(side.cpu[state])
            number = 1 if state == "one" else count
            times = statistics.median(theirs / ours for theirs, ours in zip(side.cpu[state], first.cpu[state]))
            print("%-11s %-5s %8.1f %8.1f %16.3f %14.2f %8.1f" % (
                side.name, state, wall, cpu, cpu / number, number / wall, times))
        if count > 1:
            further = [(all_ - one) / (count - 1) for all_, one in zip(side.cpu["warm"], side.cpu["one"])]
            print("%-11s each further environment, warm: %.3f CPU s" % (side.name, statistics.median(further)))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jar", default=HERE.parent / "engine" / "target" / "tox-matrix.jar", type=pathlib.Path)
    parser.add_argument("--tox", help="a tox with tox-uv")
    parser.add_argument("--tox-pip", help="a tox without it")
    parser.add_argument("--java", action="append", default=[], metavar="OPTION", help="options of the engine's JVM")
    parser.add_argument("--environments", help="some of the forty, separated by commas")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    environments = arguments.environments.split(",") if arguments.environments else [
        "py%s-attrs%d-click%d" % (python, attrs, click)
        for python in ("39", "310", "311", "312", "313") for attrs in (21, 22, 23, 24) for click in (7, 8)]
    ram = "/dev/shm" if os.path.isdir("/dev/shm") else None
    with tempfile.TemporaryDirectory(prefix="environments-") as folder, \
            tempfile.TemporaryDirectory(prefix="environments-", dir=ram) as place:
        contestants = list(sides(arguments, pathlib.Path(folder), pathlib.Path(place)))
        for number in range(arguments.rounds):
            for state in STATES:
                turn = number % len(contestants)
                for side in contestants[turn:] + contestants[:turn]:
                    side.measure(state, environments)
                    print("round %d %-5s %-11s %6.1f s wall %6.1f s CPU" % (
                        number + 1, state, side.name, side.wall[state][-1], side.cpu[state][-1]), flush=True)
        report(contestants, len(environments))


if __name__ == "__main__":
    main()
