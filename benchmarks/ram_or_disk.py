#!/usr/bin/env python3
"""Times whole runs with environments in RAM and on a slow disk, and prints medians and ratios.

    sudo benchmarks/ram_or_disk.py [--tox TOX-UV/bin/tox] [--megabytes 20] [--operations 500] [--rounds 3]

The slow disk is a file system in a file, whose reads and writes the kernel limits (control group `blkio`, version 1; Linux, and
root, are needed), as the network disk of a virtual machine is limited. On it lie the project, the engine's cache, uv's
cache, and all that tox does. The only difference between the engine's two sides is where environments lie (`matrix.place`). Nothing
that was read or written before is left in memory when a run begins, and what a run has left unwritten is written before it ends
and counts as the run's: else the memory would stand in for the disk.
"""

import argparse
import contextlib
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import sides

BLKIO = pathlib.Path("/sys/fs/cgroup/blkio")


@contextlib.contextmanager
def slow_disk(folder, size, megabytes, operations):
    """A mounted file system of `size` MiB that reads and writes so many megabytes and operations a second."""
    image, mount = folder / "disk.img", folder / "disk"
    with open(image, "wb") as file:
        file.truncate(size << 20)
    mount.mkdir()
    device = output("losetup", "-f", "--show", str(image))
    try:
        output("mkfs.ext4", "-q", device)
        output("mount", device, str(mount))
        number = "%d:%d" % (os.major(os.stat(device).st_rdev), os.minor(os.stat(device).st_rdev))
        limits = {"bps": megabytes * 1_000_000, "iops": operations}
        try:
            limit(number, limits)
            yield mount
        finally:
            limit(number, dict.fromkeys(limits, 0))
            output("umount", str(mount))
    finally:
        output("losetup", "-d", device)


def limit(device, limits):
    for unit, amount in limits.items():
        for direction in ("read", "write"):
            (BLKIO / ("blkio.throttle.%s_%s_device" % (direction, unit))).write_text("%s %d" % (device, amount))


def output(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


class Side:
    def __init__(self, name, place, command, variables):
        self.name, self.place, self.command, self.variables = name, place, command, variables
        self.wall, self.cpu = [], []

    def run(self, counts, disk):
        os.sync()
        pathlib.Path("/proc/sys/vm/drop_caches").write_text("3")
        code, wall, cpu = self.place.run(self.command, self.variables)
        begin = time.monotonic()
        output("sync", "-f", str(disk))
        wall += time.monotonic() - begin
        if code:
            sys.exit("%s ended with exit code %d; see %s" % (self.name, code, self.place.kept_log()))
        print("%s %-12s %6.1f s wall %6.1f s CPU" % ("counts" if counts else "fills ", self.name, wall, cpu), flush=True)
        if counts:
            self.wall.append(wall)
            self.cpu.append(cpu)


def contestants(arguments, disk, ram):
    def side(name, command, variables):
        return Side(name, sides.Place(name, sides.HERE / "forty", disk, disk / "caches"), command,
                    {**variables, "TMPDIR": str(disk), **sides.path_of_pythons()})

    def engine(place):
        options = ["-Djava.io.tmpdir=" + str(disk), "-Dmatrix.place=" + place, "-Dmatrix.cache={caches}/cache",
                   "-Dmatrix.resolution.max-age=24h"]
        return [str(arguments.jar.resolve()), "run", "-c", "{project}"], {**sides.UV, "JDK_JAVA_OPTIONS": " ".join(options)}

    yield side("engine, RAM", *engine(str(ram)))
    yield side("engine, disk", *engine("{caches}/place"))
    if arguments.tox:
        yield side("tox-uv, disk", [arguments.tox, "run-parallel", "-p", "auto", "-r", "-c", "{project}"], sides.UV)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jar", default=sides.JAR, type=pathlib.Path)
    parser.add_argument("--tox", help="a tox with tox-uv")
    parser.add_argument("--megabytes", type=int, default=20, help="a second, read and written")
    parser.add_argument("--operations", type=int, default=500, help="a second, read and written")
    parser.add_argument("--size", type=int, default=4096, help="of the disk, in MiB")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    if os.geteuid() or not (BLKIO / "blkio.throttle.write_bps_device").exists():
        parser.error("a slow disk takes root and the control group blkio of version 1")

    with tempfile.TemporaryDirectory(prefix="ram-or-disk-") as folder, \
            tempfile.TemporaryDirectory(prefix="ram-or-disk-", dir="/dev/shm") as ram, \
            slow_disk(pathlib.Path(folder), arguments.size, arguments.megabytes, arguments.operations) as disk:
        all_sides = list(contestants(arguments, disk, pathlib.Path(ram)))
        for number in range(arguments.rounds + 1):
            turn = number % len(all_sides)
            for side in all_sides[turn:] + all_sides[:turn]:
                side.run(number > 0, disk)
        first = all_sides[0]
        for side in all_sides:
            print("%-12s  %6.1f s wall (%.1f .. %.1f)  %6.1f s CPU  %5.2f times" % (
                side.name, statistics.median(side.wall), min(side.wall), max(side.wall), statistics.median(side.cpu),
                statistics.median(theirs / ours for theirs, ours in zip(side.wall, first.wall))))


if __name__ == "__main__":
    main()
