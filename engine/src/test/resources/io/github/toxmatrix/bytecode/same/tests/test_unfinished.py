def test_unfinished(:
