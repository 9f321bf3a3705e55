#!/usr/bin/env python3
"""Times the listing of a project's environments by this engine and by tox: whole processes, each side in every round.

    listing.py PROJECT... --tox TOX/bin/tox --tox-uv TOX-UV/bin/tox [--rounds 7] [--descriptions] [--java=-XX:...]

Prints medians of time on the wall and of processor time (user and system), the peak of memory, and the ratios to this
engine called as a program, taken round by round. Every side must print the same names. Each side reads a copy of the configuration of its
own, and plain tox leaves out `requires`, for which it would install a second tox.
"""

import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
CONFIGURATIONS = ("tox.ini", "setup.cfg", "pyproject.toml", "tox.toml", "setup.py")


class Side:
    """One program that lists environments."""

    def __init__(self, name, command, project, folder):
        self.name = name
        copy = folder / name.replace(" ", "-")
        copy.mkdir(parents=True)
        for file in CONFIGURATIONS:
            if (project / file).exists():
                shutil.copy(project / file, copy)
        self.command = [word.replace("{project}", str(copy)) for word in command]
        self.wall, self.cpu, self.peak = [], [], []

    def run(self):
        """What it printed, seconds on the wall and of the processor, MiB of memory."""
        begin = time.monotonic()
        with tempfile.TemporaryFile("w+") as printed:
            process = subprocess.Popen(self.command, stdout=printed)
            _, status, used = os.wait4(process.pid, 0)
            wall = time.monotonic() - begin
            process.returncode = os.waitstatus_to_exitcode(status)
            if status:
                sys.exit("%s failed" % " ".join(self.command))
            printed.seek(0)
            names = printed.read()
        return names, wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024

    def count(self, wall, cpu, peak):
        self.wall.append(wall)
        self.cpu.append(cpu)
        self.peak.append(peak)


def sides(arguments, project, folder):
    listing = ["list", "-c", "{project}"] + ([] if arguments.descriptions else ["--no-desc"])
    yield Side("engine", [str(arguments.jar), *listing], project, folder)
    yield Side("engine by java -jar", ["java", *arguments.java, "-jar", str(arguments.jar), *listing], project, folder)
    if arguments.tox_uv:
        yield Side("tox with tox-uv", [arguments.tox_uv, *listing], project, folder)
    if arguments.tox:
        yield Side("tox", [arguments.tox, *listing, "-x", "tox.requires="], project, folder)


def measure(arguments, project, folder):
    all_sides = list(sides(arguments, project, folder))
    for number in range(arguments.rounds + 1):
        lists = {}
        for side in all_sides:
            lists[side.name], *figures = side.run()
            if number:  # the first round fills caches
                side.count(*figures)
        if len(set(lists.values())) > 1:
            sys.exit("%s: the sides print different lists: %s" % (project, {k: len(v) for k, v in lists.items()}))
    engine, environments = all_sides[0], len(lists["engine"].splitlines())
    print("\n%s, %d lines, medians of %d rounds" % (project.name, environments, arguments.rounds))
    print("| | wall s (least - most) | CPU s | peak MiB | wall / engine's | CPU / engine's |")
    print("|---|---|---|---|---|---|")
    for side in all_sides:
        ratio = lambda mine, its: statistics.median(a / b for a, b in zip(mine, its))
        print("| %s | %.2f (%.2f - %.2f) | %.2f | %.0f | %.1f | %.1f |" % (
            side.name, statistics.median(side.wall), min(side.wall), max(side.wall), statistics.median(side.cpu),
            statistics.median(side.peak), ratio(side.wall, engine.wall), ratio(side.cpu, engine.cpu)))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("projects", nargs="+", type=pathlib.Path)
    parser.add_argument("--tox", help="tox without plugins")
    parser.add_argument("--tox-uv", help="tox with tox-uv")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--descriptions", action="store_true")
    parser.add_argument("--java", action="append", default=[], help="an option of the JVM where java -jar starts it")
    parser.add_argument("--jar", type=pathlib.Path, default=ROOT / "engine/target/tox-matrix.jar")
    arguments = parser.parse_args()
    for project in arguments.projects:
        if not project.is_dir():
            print("skipped: there is no folder %s" % project)
            continue
        with tempfile.TemporaryDirectory() as folder:
            measure(arguments, project, pathlib.Path(folder))


if __name__ == "__main__":
    main()
