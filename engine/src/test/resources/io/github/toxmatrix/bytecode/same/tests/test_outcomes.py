# -*- coding: utf-8 -*-
import sys
import warnings

import pytest
from helper import check
from pkg.mod import Thing, nested, sign


def test_passed(number):
    assert sign(number) == "+"


def test_compared(number):
    values = [number, {"a": [1, 2, 3]}]
    assert values == [3, {"a": [1, 2, 4]}]


def test_called():
    assert sign(0) + sign(-1) == sign(1) or not sign(2)


def test_of_a_thing():
    assert Thing() == Thing()


def test_in_a_helper():
    check({"a": 2})


def test_traceback():
    nested(1)


def test_broken_setup(broken):
    pass


@pytest.mark.skip(reason="later")
def test_skipped():
    pass


@pytest.mark.xfail(strict=True)
def test_expected():
    assert sign(1) == "-"


@pytest.mark.parametrize("text", ["a", u"ü"])
def test_parameters(text):
    assert text != "b"


class TestClass:
    def test_method(self):
        assert [1] in ([2], [3])


def test_warning():
    warnings.warn(DeprecationWarning("of the test"))


def test_written_bytecode():
    assert sys.flags.dont_write_bytecode in (0, 1)


def test_warned_at_compilation():
    import pkg.warned

    assert pkg.warned.PATTERN


def test_syntax_error():
    import pkg.unfinished
