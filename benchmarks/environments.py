#!/usr/bin/env python3
"""Times the making of environments, and nothing else, by this engine and by tox, and prints medians and ratios.

    environments.py --tox TOX-UV/bin/tox --tox-pip TOX/bin/tox [--rounds 3] [--environments py39-attrs21-click7,…]

The environments are those of the project `forty` beside this script, with no commands. In each round every side makes them

  cold   with empty caches of its own: the engine's store and cache and uv's, tox-uv's uv, pip's and virtualenv's;
         so what is downloaded counts here, on every side
  warm   again, with what that has left
  one    a single one of them, warm: what is left of `warm` without this is what each further environment takes

`engine` puts pip, setuptools and wheel into each environment as tox does, so that is to be compared with `tox`; `engine-bare`
leaves them out as tox-uv does. The engine is started as the program that its jar is. All runs recreate their environments. CPU seconds are user and system of all processes of a run. `times` is the CPU time of a
side over the engine's of the same round and state, the median of the rounds.
"""

import argparse
import os
import pathlib
import statistics
import sys
import tempfile

import sides

STATES = ("cold", "warm", "one")


class Side:
    """One way to make the environments."""

    def __init__(self, name, place, command, variables):
        self.name, self.place, self.command, self.variables = name, place, command, variables
        self.wall = {state: [] for state in STATES}
        self.cpu = {state: [] for state in STATES}

    def measure(self, state, environments):
        if state == "cold":
            self.place.forget()
        chosen = environments[:1] if state == "one" else environments
        command = [word.replace("{environments}", ",".join(chosen)) for word in self.command]
        code, wall, cpu = self.place.run(command, self.variables)
        text = self.place.log.read_text(errors="replace")
        missing = [name for name in chosen if name + ": OK" not in text]
        if code or missing:
            sys.exit("%s ended with exit code %d without %s; see %s" % (self.name, code, missing[:3], self.place.kept_log()))
        self.wall[state].append(wall)
        self.cpu[state].append(cpu)


def contestants(arguments, folder, caches):
    bare = ["-x", "testenv.commands=", "-e", "{environments}", "-c", "{project}"]
    engine = [str(arguments.jar.resolve()), "run", *bare]
    of_engine = {**sides.UV, "JDK_JAVA_OPTIONS": " ".join(
        ["-Dmatrix.place={caches}/place", "-Dmatrix.cache={caches}/cache", *arguments.java])}

    def side(name, command, variables):
        return Side(name, sides.Place(name, sides.HERE / "forty", folder, caches), command,
                    {**variables, **sides.path_of_pythons()})

    yield side("engine", engine, of_engine)
    yield side("engine-bare", [*engine, "-x", "tox.requires=tox-uv"], of_engine)
    if arguments.tox:
        yield side("tox-uv", [arguments.tox, "run-parallel", "-p", "auto", "-r", *bare], sides.UV)
    if arguments.tox_pip:
        yield side("tox", [arguments.tox_pip, "run-parallel", "-p", "auto", "-r", *bare], sides.PIP)


def report(all_sides, count):
    first = all_sides[0]
    print("%-11s %-5s %8s %8s %16s %14s %8s" % ("", "", "wall s", "CPU s", "CPU s for each", "each a second", "times"))
    for side in all_sides:
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
    parser.add_argument("--jar", default=sides.JAR, type=pathlib.Path)
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
        all_sides = list(contestants(arguments, pathlib.Path(folder), pathlib.Path(place)))
        for number in range(arguments.rounds):
            for state in STATES:
                turn = number % len(all_sides)
                for side in all_sides[turn:] + all_sides[:turn]:
                    side.measure(state, environments)
                    print("round %d %-5s %-11s %6.1f s wall %6.1f s CPU" % (
                        number + 1, state, side.name, side.wall[state][-1], side.cpu[state][-1]), flush=True)
        report(all_sides, len(environments))


if __name__ == "__main__":
    main()
