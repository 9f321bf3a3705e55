def check(value):
    assert value == {"a": 1}, "from a helper"
