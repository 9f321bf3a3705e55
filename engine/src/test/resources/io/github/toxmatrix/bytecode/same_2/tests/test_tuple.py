def test_of_a_tuple():
    assert (1, "always true")
