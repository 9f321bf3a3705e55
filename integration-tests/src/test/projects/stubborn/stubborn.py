"""Starts children that leave it in every way there is, writes who they are into pids.txt, and never ends by itself.

The first line of the file is the folder of this environment, the others are process ids.
"""

import os
import signal
import sys
import time


def deaf():
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(600)
    os._exit(0)


def child():
    pid = os.fork()
    if pid == 0:
        deaf()
    return pid


def in_a_session_of_its_own():
    pid = os.fork()
    if pid == 0:
        os.setsid()
        deaf()
    return pid


def forked_twice():
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.setsid()
        grandchild = os.fork()
        if grandchild == 0:
            os.closerange(0, 3)
            deaf()
        os.write(write, str(grandchild).encode())
        os._exit(0)
    os.waitpid(pid, 0)
    return int(os.read(read, 20))


pids = [os.getpid(), child(), in_a_session_of_its_own(), forked_twice()]
with open("pids.tmp", "w") as file:
    file.write("\n".join([sys.prefix] + [str(pid) for pid in pids]))
os.rename("pids.tmp", "pids.txt")
deaf()
