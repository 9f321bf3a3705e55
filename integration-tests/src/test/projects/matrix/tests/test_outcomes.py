import time

import pytest


def test_passes():
    time.sleep(2)


def test_fails():
    assert {"expected": 1} == {"actual": 2}


@pytest.mark.skip(reason="not today")
def test_skipped():
    pass


@pytest.mark.xfail(reason="known")
def test_expected_to_fail():
    assert False


@pytest.fixture
def broken():
    raise RuntimeError("fixture broke")


def test_error_in_setup(broken):
    pass
