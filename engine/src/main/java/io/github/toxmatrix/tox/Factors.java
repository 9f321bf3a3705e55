package io.github.toxmatrix.tox;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The factors that hold for an environment, and what they leave of a value (tox's {@code config/loader/ini/factor.py}). */
final class Factors {

    private static final Pattern COMMENT = Pattern.compile("\\s*(?<!\\\\)#.*");
    private static final Set<String> ARCHITECTURES = Set.of(
            "x86_64",
            "amd64",
            "arm64",
            "aarch64",
            "i386",
            "i486",
            "i586",
            "i686",
            "x86",
            "ppc64le",
            "ppc64",
            "s390x",
            "riscv64",
            "loongarch64",
            "armv7l",
            "armv6l");

    private final Set<String> active;

    private Factors(Set<String> active) {
        this.active = active;
    }

    /** Those in the name, the platform and, unless the name says another, the machine. */
    static Factors of(Optional<String> environment) {
        Set<String> active = new HashSet<>();
        environment.ifPresent(name -> {
            for (List<FactorExpression.Factor> group : expression(name).groups()) {
                group.forEach(factor -> active.add(factor.name()));
            }
        });
        boolean architecture = active.stream().anyMatch(ARCHITECTURES::contains);
        active.add(Host.platform());
        if (!architecture) {
            active.add(Host.machine());
        }
        return new Factors(active);
    }

    Set<String> active() {
        return Set.copyOf(active);
    }

    private static FactorExpression expression(String name) {
        try {
            return FactorExpression.parse(name);
        } catch (IllegalArgumentException e) {
            throw new ToxConfigurationException("the environment name '" + name + "' is not made of factors", e);
        }
    }

    /**
     * The lines that apply, without comments, continued lines joined; empty where there were lines but none applies: then
     * the setting is not set.
     */
    Optional<String> filter(String raw) {
        List<String> lines = new ArrayList<>();
        for (String line : raw.split("\n", -1)) {
            if (!line.startsWith("#")) {
                lines.add(withoutComment(line));
            }
        }
        String content = String.join("\n", lines);
        String filtered = String.join("\n", applicable(lines));
        if (filtered.isEmpty() && !content.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(filtered.replace("\\\n", ""));
    }

    private static String withoutComment(String line) {
        return line.indexOf('#') < 0
                ? line
                : COMMENT.matcher(line).replaceFirst("").replace("\\#", "#");
    }

    private List<String> applicable(List<String> lines) {
        List<String> kept = new ArrayList<>();
        boolean continued = false;
        boolean skipping = false;
        for (String text : lines) {
            FactorExpression.Line line = FactorExpression.line(text);
            String content = line.content();
            boolean continues = content.endsWith("\\");
            if (line.condition() == null) {
                if (skipping && !continued && !continues) {
                    skipping = false;
                    continue;
                }
                if (!content.isEmpty()) {
                    kept.add(content);
                    continued = continues;
                }
                skipping = false;
            } else if (line.holdsFor(active)) {
                kept.add(content);
                continued = continues;
                skipping = false;
            } else {
                skipping = continues;
            }
        }
        return kept;
    }
}
