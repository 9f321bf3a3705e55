def changed():
    global VALUE
    VALUE = 1


def late():
    VALUE = 2
    global VALUE
