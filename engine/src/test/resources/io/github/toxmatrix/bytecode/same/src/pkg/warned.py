PATTERN = '\d'
SAME = PATTERN is '.'
