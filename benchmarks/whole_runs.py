#!/usr/bin/env python3
"""Times whole runs of a matrix by this engine and by tox, each side in every round, and prints medians and ratios.

    whole_runs.py forty --tox TOX-UV/bin/tox --tox-pip TOX/bin/tox
    whole_runs.py sixteen --project SENTRY-PYTHON --tox TOX-UV/bin/tox --alone UV/bin/uv

`forty` is the project beside this script; `sixteen` are environments of sentry-python that need no service. Every side
works in a copy of the project and with caches of its own, and recreates its environments. The engine runs with versions that
an earlier run found (`engine`), which is what a developer has, and with versions that are found anew (`engine anew`), as in a CI and as tox
does. A first round, in which the caches are filled, does not count; with --cold each round has a run with empty caches
before the one that counts as warm. A round counts only where every side ran the same tests: pytest's own JUnit XML of each
environment is read after each run. CPU seconds are user and system of all processes of a run.
"""

import argparse
import os
import pathlib
import statistics
import sys
import tempfile
import xml.etree.ElementTree as ET

import sides
import tests_alone

SIXTEEN = """
    py3.8-flask-v1.1.4 py3.8-flask-v2.3.3 py3.13-flask-v3.1.3 py3.9-flask-v3.1.3 py3.8-bottle-v0.13.4
    py3.12-bottle-v0.13.4 py3.11-falcon-v3.1.3 py3.12-falcon-v4.3.1 py3.9-httpx-v0.16.1 py3.11-httpx-v0.28.1
    py3.10-requests-v2.34.2 py3.13-requests-v2.34.2 py3.10-starlette-v0.52.1 py3.13-starlette-v1.6.0
    py3.10-pyramid-v2.1 py3.13-fastapi-v0.141.1
""".split()


class Side:
    """One way to run the matrix."""

    def __init__(self, name, place, command, variables):
        self.name, self.place, self.command, self.variables = name, place, command, variables
        self.wall, self.cpu = {"cold": [], "warm": []}, {"cold": [], "warm": []}

    def run(self, state):
        if state == "cold":
            self.place.forget()
        self.forget_reports()
        code, wall, cpu = self.place.run(self.command, self.variables)
        if code:
            sys.exit("%s ended with exit code %d; see %s" % (self.name, code, self.place.kept_log()))
        self.note(state, wall, cpu)

    def forget_reports(self):
        for report in self.place.project.glob(".junitxml-*"):
            report.unlink()

    def note(self, state, wall, cpu):
        self.wall[state].append(wall)
        self.cpu[state].append(cpu)

    def tests(self):
        """The environment, the test and how it ended, of every test of the last run."""
        found = set()
        for report in self.place.project.glob(".junitxml-*"):
            for case in ET.parse(report).iter("testcase"):
                status = next((child.tag for child in case if child.tag in ("failure", "error", "skipped")), "passed")
                found.add((report.name, case.get("classname"), case.get("name"), status))
        return found


class Alone(Side):
    """The tests without any runner, in the environments that a run of another side had."""

    def __init__(self, place, jar, uv, like):
        super().__init__("tests alone", place, [], {})
        self.jar, self.uv, self.like, self.tests_of = jar, uv, like, None
        self.wall["cold"] = self.cpu["cold"] = None

    def run(self, state):
        if not self.tests_of:
            self.tests_of = tests_alone.TestsAlone(
                self.place.project, self.place.caches, self.jar, SIXTEEN, self.like.project / ".tox" / "pins.toml", self.uv)
            self.tests_of.make()
        if state == "cold":
            return
        self.forget_reports()
        _, wall, cpu = sides.timed(self.tests_of.run)
        self.note(state, wall, cpu)


def contestants(arguments, folder):
    environments = ",".join(SIXTEEN) if arguments.matrix == "sixteen" else None
    project = pathlib.Path(arguments.project) if arguments.project else sides.HERE / "forty"
    select = ["-e", environments] if environments else []
    tox = ["run-parallel", "-p", "auto", "-r", "-c", "{project}", *select]

    def side(name, command, variables):
        return Side(name, sides.Place(name, project, folder, folder / "caches"), command, {**variables, **sides.path_of_pythons()})

    def engine(name, settings="matrix.resolution.max-age=24h", program=(str(arguments.jar.resolve()),)):
        words = ["-D" + word for word in ["matrix.cache={caches}/cache", *settings.split()]]
        return side(name, [*program, "run", "-r", "-c", "{project}", *select],
                    {**sides.UV, "JDK_JAVA_OPTIONS": " ".join([*words, *arguments.java])})

    first = engine("engine")
    yield first
    yield engine("engine anew", "matrix.resolution.max-age=0s")
    if arguments.plain_java:
        yield engine("engine by java -jar", program=("java", "-jar", str(arguments.jar.resolve())))
    for settings in arguments.also:
        yield engine("engine " + settings, "matrix.resolution.max-age=24h " + settings)
    if arguments.maven:
        yield side("engine by Maven", [
            "mvn", "-o", "-B", "-q", "-f", str(sides.HERE.parent / "pom.xml"), "-Pquickstart", "test", "-Dmatrix.root={project}",
            "-Dmatrix.cache={caches}/cache", "-Dmatrix.resolution.max-age=24h",
            *(["-Dmatrix.envs=" + environments] if environments else [])], sides.UV)
    if arguments.tox:
        yield side("tox-uv", [arguments.tox, *tox], sides.UV)
    if arguments.alone:
        yield Alone(sides.Place("tests alone", project, folder, folder / "caches"), arguments.jar, arguments.alone, first.place)
    if arguments.tox_pip:
        yield side("tox", [arguments.tox_pip, *tox], sides.PIP)


def report(all_sides, state):
    first = all_sides[0]
    width = max(len(side.name) for side in all_sides)
    print("%-*s  %8s  %17s  %8s  %12s  %11s" % (width, state, "wall s", "(min..max)", "CPU s", "wall, times", "CPU, times"))
    for side in all_sides:
        wall, cpu = side.wall[state], side.cpu[state]
        if wall is None:
            continue
        print("%-*s  %8.1f  (%6.1f .. %6.1f)  %8.1f  %12.2f  %11.2f" % (
            width, side.name, statistics.median(wall), min(wall), max(wall), statistics.median(cpu),
            median_ratio(wall, first.wall[state]), median_ratio(cpu, first.cpu[state])))
        if isinstance(side, Alone):
            bounds = [own / os.cpu_count() for own in cpu]
            above = statistics.median(100 * (ours / bound - 1) for ours, bound in zip(first.wall[state], bounds))
            print("%-*s  %8.1f  which the engine is %.0f %% above" % (width, "bound", statistics.median(bounds), above))


def median_ratio(theirs, ours):
    return statistics.median(one / other for one, other in zip(theirs, ours))


def check(tests):
    """All sides ran the same tests, and some."""
    first = next(iter(tests.values()))
    for name, found in tests.items():
        different = found ^ first
        if different or not found:
            sys.exit("%s ran other tests or none: %s" % (name, sorted(different)[:5]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("matrix", choices=["forty", "sixteen"])
    parser.add_argument("--project", help="a checkout of sentry-python, for sixteen")
    parser.add_argument("--jar", default=sides.JAR, type=pathlib.Path)
    parser.add_argument("--tox", help="a tox with tox-uv")
    parser.add_argument("--tox-pip", help="a tox without it")
    parser.add_argument("--plain-java", action="store_true", help="also by `java -jar`, with the JVM's own settings")
    parser.add_argument("--alone", metavar="UV", help="also the tests alone, for sixteen; a uv makes their environments")
    parser.add_argument("--maven", action="store_true", help="also the whole call of Maven")
    parser.add_argument("--also", action="append", default=[], metavar="'matrix.x=y …'", help="also with these settings")
    parser.add_argument("--java", action="append", default=[], metavar="OPTION", help="options of every JVM")
    parser.add_argument("--cold", action="store_true", help="also with empty caches, in every round")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    if arguments.matrix == "sixteen" and not arguments.project:
        parser.error("sixteen needs --project, a checkout of sentry-python")

    with tempfile.TemporaryDirectory(prefix="whole-runs-") as folder:
        all_sides = list(contestants(arguments, pathlib.Path(folder)))
        for number in range(1 if arguments.cold else 0, arguments.rounds + 1):
            turn = number % len(all_sides)
            for state in ["cold", "warm"] if arguments.cold else ["warm"] if number else ["cold"]:
                tests = {}
                for side in all_sides[turn:] + all_sides[:turn]:
                    side.run(state)
                    if not side.wall[state]:
                        continue
                    tests[side.name] = side.tests()
                    print("round %d %s %-20s %6.1f s wall %6.1f s CPU, %d tests" % (
                        number, state, side.name, side.wall[state][-1], side.cpu[state][-1], len(tests[side.name])), flush=True)
                check(tests)
        for state in ["cold", "warm"] if arguments.cold else ["warm"]:
            report(all_sides, state)


if __name__ == "__main__":
    main()
