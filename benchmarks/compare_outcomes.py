#!/usr/bin/env python3
"""Compare, node id by node id, what pytest's own JUnit XML says with what the engine reported.

    compare_outcomes.py THEIRS OURS

THEIRS holds pytest's files, one for each environment, named `.junitxml-NAME` or `NAME.xml` (as
`python -m pytest --junitxml=.junitxml-{envname}` writes them). OURS is a `surefire-reports` folder. Exits with 1 where a
test is missing on one side, counted twice, or ended otherwise.
"""

import collections
import pathlib
import sys
import xml.etree.ElementTree as ET


def status(case):
    for kind, name in (("error", "failed"), ("failure", "failed"), ("skipped", "skipped")):
        if case.find(kind) is not None:
            return name
    return "passed"


def safe_class_name(environment):
    """How the engine names the class of an environment (docs/architecture.md)."""
    out, index = [], 0
    while index < len(environment):
        char = environment[index]
        if char in "._":
            end = index
            while end < len(environment) and environment[end] in "._":
                end += 1
            run = environment[index:end]
            out.append({".": "_", "_": "__"}.get(run) or "".join("=%x=" % ord(c) for c in run))
            index = end
            continue
        out.append(char if char in "abcdefghijklmnopqrstuvwxyz0123456789-" else "=%x=" % ord(char))
        index += 1
    return "tox." + "".join(out)


def theirs(path):
    tests = collections.Counter()
    for case in ET.parse(path).iter("testcase"):
        tests["%s.%s" % (case.get("classname"), case.get("name")), status(case)] += 1
    return tests


def as_pytest_names_it(node_id):
    file, _, rest = node_id.partition("::")
    head, bracket, parameters = rest.partition("[")
    module = file[: -len(".py")] if file.endswith(".py") else file
    return module.replace("/", ".") + "." + head.replace("::", ".") + bracket + parameters


def ours(path):
    tests, others = collections.Counter(), []
    for case in ET.parse(path).iter("testcase"):
        if "::" in case.get("name"):
            tests[as_pytest_names_it(case.get("name")), status(case)] += 1
        else:
            others.append((case.get("name"), status(case)))
    return tests, others


def main(their_folder, our_folder):
    files = {}
    for path in sorted(pathlib.Path(their_folder).iterdir()):
        if path.name.startswith(".junitxml-"):
            files[path.name[len(".junitxml-"):]] = path
        elif path.suffix == ".xml":
            files[path.stem] = path
    if not files:
        sys.exit("no JUnit XML of pytest in %s" % their_folder)
    different = total = 0
    for name, path in files.items():
        report = pathlib.Path(our_folder) / ("TEST-%s.xml" % safe_class_name(name))
        if not report.exists():
            print("%s: no report %s" % (name, report.name))
            different += 1
            continue
        expected, (actual, others) = theirs(path), ours(report)
        total += sum(expected.values())
        missing, added = expected - actual, actual - expected
        different += len(missing) + len(added)
        print("%s: %d tests, %d missing, %d added; %s" % (
            name, sum(expected.values()), sum(missing.values()), sum(added.values()),
            ", ".join("%s %s" % other for other in others)))
        for sign, tests in (("-", missing), ("+", added)):
            for (test, outcome), count in sorted(tests.items()):
                print("  %s %s %s%s" % (sign, test, outcome, " x%d" % count if count > 1 else ""))
    print("%d environments, %d tests, %d differences" % (len(files), total, different))
    return 1 if different else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
