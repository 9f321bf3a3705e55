# coding: utf-8
"""What is tested."""


def sign(number):
    if number > 0:
        return "+"
    for _ in range(2):
        if number == 0:
            break
    return "-"


def nested(number):
    def broken():
        raise ValueError(u"not %d ü" % number)

    return broken()


class Thing:
    def __eq__(self, other):
        return False

    def __repr__(self):
        return "thing"
