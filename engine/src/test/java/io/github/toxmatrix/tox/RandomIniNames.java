package io.github.toxmatrix.tox;

/** Names of environments in an INI file: in headers and lists, and the factors of conditions. */
final class RandomIniNames {

    private static final String[] FACTORS = {
        "py",
        "py311",
        "py310",
        "py3",
        "pypy3",
        "3.11",
        "lint",
        "docs",
        "a",
        "b",
        "c",
        "x",
        "django42",
        "1",
        "2",
        "linux",
        "x86_64",
        "win32",
        "a.b",
        "A_b"
    };

    /** Those that name no Python, of which there can be one in a name. */
    private static final String[] OTHER_FACTORS = {"lint", "docs", "a", "b", "c", "x", "django42", "1", "linux", "a.b"};

    private final Dice dice;
    private final RandomReferences references;

    RandomIniNames(Dice dice, RandomReferences references) {
        this.dice = dice;
        this.references = references;
    }

    String sectionName() {
        return dice.mostly(70, this::name, () -> dice.usually(this::item, references::any));
    }

    String name() {
        return dice.usually(
                () -> dice.one(FACTORS) + (dice.chance(50) ? "-" + dice.one(OTHER_FACTORS) : ""),
                () -> dice.joined("-", 1, 3, () -> dice.one(FACTORS)));
    }

    String item() {
        return switch (dice.between(0, 9)) {
            case 0, 1, 2 -> dice.one("py", "py3", "") + braces() + dice.one("", "-a", "-" + braces());
            case 3 -> name() + "-" + braces();
            case 4 ->
                dice.one(
                        "py3{9-11}",
                        "py3{12-9}",
                        "{10-}",
                        "py3{-13}",
                        "1-3",
                        "py{39,310-312}-x",
                        "py-django-4-2",
                        "{1-2,4}-a");
            case 5 ->
                dice.usually(
                        () -> dice.mostly(20, () -> dice.one("-a", "a-", "a--b", "a*", "ALL", "a.b-c"), this::name),
                        () -> dice.one("a b", "{a", "a}", ".", "a/b", "{}", "[a]", "!a", "é", "."));
            default -> name();
        };
    }

    private String braces() {
        return "{"
                + dice.joined(
                        dice.one(",", " , ", ", "),
                        1,
                        3,
                        () -> dice.mostly(
                                85,
                                () -> dice.one("310", "311", "a", "b", "docs"),
                                () -> dice.usually(() -> dice.one("x-y", "9-11", "a"), () -> dice.one("", "!a"))))
                + "}";
    }

    private String negatedBraces() {
        return "!{" + dice.joined(",", 1, 3, () -> dice.one("a", "b", "py311", "linux", "!a", "")) + "}";
    }

    /** What stands before a colon. */
    String condition() {
        return dice.joined(
                dice.one(",", ", "),
                1,
                2,
                () -> dice.joined("-", 1, 2, () -> {
                    String factor = dice.mostly(85, () -> dice.one(FACTORS), () -> switch (dice.between(0, 9)) {
                        case 0, 1 -> negatedBraces();
                        case 2 -> dice.one("py3*", "a?", "[ab]");
                        default -> braces();
                    });
                    return dice.chance(20) ? "!" + factor : factor;
                }));
    }
}
