#!/bin/sh
# The start of the executable jar, which is a program of its own by that: ./tox-matrix.jar list
# This JVM mostly waits for Pythons: to optimise it further takes more processor time from them than it gives back.
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "$0" "$@"
