#!/usr/bin/env python3
"""Times whole runs of a matrix by this engine and by tox, each side in every round, and prints medians and ratios.

    whole_runs.py forty --tox TOX-UV/bin/tox --tox-pip TOX/bin/tox
    whole_runs.py sixteen --project SENTRY-PYTHON --tox TOX-UV/bin/tox

`forty` is the project beside this script; `sixteen` are environments of sentry-python that need no service. Every side
works in a copy of the project of its own, recreates its environments, and has run once before anything counts. A round
counts only where every side ran the same tests: pytest's own JUnit XML of each environment is read after each run.
CPU seconds are user and system of all processes of a run.
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
import xml.etree.ElementTree as ET

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent

SIXTEEN = """
    py3.8-flask-v1.1.4 py3.8-flask-v2.3.3 py3.13-flask-v3.1.3 py3.9-flask-v3.1.3 py3.8-bottle-v0.13.4
    py3.12-bottle-v0.13.4 py3.11-falcon-v3.1.3 py3.12-falcon-v4.3.1 py3.9-httpx-v0.16.1 py3.11-httpx-v0.28.1
    py3.10-requests-v2.34.2 py3.13-requests-v2.34.2 py3.10-starlette-v0.52.1 py3.13-starlette-v1.6.0
    py3.10-pyramid-v2.1 py3.13-fastapi-v0.141.1
""".split()


class Side:
    """One way to run the matrix, in a copy of the project of its own."""

    def __init__(self, name, project, command, folder, variables):
        self.name = name
        self.project = folder / name.replace(" ", "-")
        shutil.copytree(project, self.project, symlinks=True)
        self.command = [word.replace("{project}", str(self.project)) for word in command]
        self.variables = dict(os.environ, **variables)
        self.log = folder / (self.project.name + ".log")
        self.wall, self.cpu = [], []

    def run(self):
        for report in self.project.glob(".junitxml-*"):
            report.unlink()
        before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        with open(self.log, "w") as log:
            code = subprocess.call(self.command, cwd=self.project, env=self.variables, stdout=log, stderr=log)
        wall, after = time.monotonic() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
        if code:
            sys.exit("%s ended with exit code %d; see %s" % (self.name, code, self.log))
        return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    def tests(self):
        """The environment, the test and how it ended, of every test of the last run."""
        found = set()
        for report in self.project.glob(".junitxml-*"):
            for case in ET.parse(report).iter("testcase"):
                status = next((child.tag for child in case if child.tag in ("failure", "error", "skipped")), "passed")
                found.add((report.name, case.get("classname"), case.get("name"), status))
        return found


def sides(arguments, folder):
    environments = ",".join(SIXTEEN) if arguments.matrix == "sixteen" else None
    project = pathlib.Path(arguments.project) if arguments.project else HERE / "forty"
    jar = ["java", *arguments.java, "-jar", str(arguments.jar), "run", "-r", "-c", "{project}"]
    tox = ["run-parallel", "-p", "auto", "-r", "-c", "{project}"]
    select = ["-e", environments] if environments else []
    pythons = pathlib.Path.home() / ".pyenv" / "versions"
    path = os.pathsep.join([str(p / "bin") for p in sorted(pythons.glob("*"))] + [os.environ["PATH"]])

    yield Side("engine", project, jar + select, folder, {})
    for setting in arguments.also:
        variant = ["java", *("-D" + word for word in setting.split()), *jar[1:]]
        yield Side("engine " + setting, project, variant + select, folder, {})
    if arguments.maven:
        maven = ["mvn", "-o", "-B", "-q", "-f", str(ROOT / "pom.xml"), "-Pquickstart", "test", "-Dmatrix.root={project}"]
        yield Side("engine by Maven", project, maven + (["-Dmatrix.envs=" + environments] if environments else []), folder, {})
    if arguments.tox:
        yield Side("tox-uv", project, [arguments.tox] + tox + select, folder, {"PATH": path})
    if arguments.tox_pip:
        yield Side("tox", project, [arguments.tox_pip] + tox + select, folder, {"PATH": path})


def report(contestants):
    first = contestants[0]
    width = max(len(side.name) for side in contestants)
    print("%-*s  %8s  %17s  %8s  %12s" % (width, "", "wall s", "(min..max)", "CPU s", "wall, times"))
    for side in contestants:
        ratio = statistics.median(theirs / ours for theirs, ours in zip(side.wall, first.wall))
        print("%-*s  %8.1f  (%6.1f .. %6.1f)  %8.1f  %12.2f" % (
            width, side.name, statistics.median(side.wall), min(side.wall), max(side.wall),
            statistics.median(side.cpu), ratio))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("matrix", choices=["forty", "sixteen"])
    parser.add_argument("--project", help="a checkout of sentry-python, for sixteen")
    parser.add_argument("--jar", default=ROOT / "engine" / "target" / "tox-matrix.jar", type=pathlib.Path)
    parser.add_argument("--tox", help="a tox with tox-uv")
    parser.add_argument("--tox-pip", help="a tox without it")
    parser.add_argument("--maven", action="store_true", help="also the whole call of Maven")
    parser.add_argument("--also", action="append", default=[], metavar="'matrix.x=y …'", help="also with these settings")
    parser.add_argument("--java", action="append", default=[], metavar="OPTION", help="options of every JVM")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    if arguments.matrix == "sixteen" and not arguments.project:
        parser.error("sixteen needs --project, a checkout of sentry-python")

    with tempfile.TemporaryDirectory(prefix="whole-runs-") as folder:
        contestants = list(sides(arguments, pathlib.Path(folder)))
        for number in range(arguments.rounds + 1):
            turn = number % len(contestants)
            tests = {}
            for side in contestants[turn:] + contestants[:turn]:
                wall, cpu = side.run()
                tests[side.name] = side.tests()
                if number:
                    side.wall.append(wall)
                    side.cpu.append(cpu)
                print("%s %-20s %6.1f s wall %6.1f s CPU, %d tests" % (
                    "round %d" % number if number else "warm-up", side.name, wall, cpu, len(tests[side.name])), flush=True)
            for name, found in tests.items():
                different = found ^ tests[contestants[0].name]
                if different or not found:
                    sys.exit("%s ran other tests or none: %s" % (name, sorted(different)[:5]))
        report(contestants)


if __name__ == "__main__":
    main()
