import pytest


@pytest.mark.parametrize("number", range(5))
def test_number(number):
    assert number < 5


class TestInClass:
    def test_method(self):
        pass
