import pytest

pytest.register_assert_rewrite("helper")


@pytest.fixture
def number():
    assert sorted([2, 1]) == [1, 2]
    return 3


@pytest.fixture
def broken():
    assert "setup" == "set up"
