package io.github.toxmatrix.tox.factor;

import io.github.toxmatrix.tox.invocation.Host;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The factors that hold for an environment (tox's {@code config/loader/ini/factor.py}). */
public final class Factors {

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

    /** Those that hold for core settings. */
    public static final Factors OF_CORE = ofHostAnd(Set.of());

    private final Set<String> active;

    private Factors(Set<String> active) {
        this.active = Set.copyOf(active);
    }

    /**
     * Those in the name, the platform and, unless the name says another, the machine.
     *
     * @throws IllegalArgumentException where the name is not made of factors, which only a TOML file can give
     */
    public static Factors ofEnvironment(String name) {
        Set<String> inName = new HashSet<>();
        for (List<FactorExpression.Factor> group : expression(name).groups()) {
            group.forEach(factor -> inName.add(factor.name()));
        }
        return ofHostAnd(inName);
    }

    private static Factors ofHostAnd(Set<String> inName) {
        Set<String> active = new HashSet<>(inName);
        active.add(Host.platform());
        if (inName.stream().noneMatch(ARCHITECTURES::contains)) {
            active.add(Host.machine());
        }
        return new Factors(active);
    }

    public Set<String> active() {
        return active;
    }

    private static FactorExpression expression(String name) {
        try {
            return FactorExpression.parse(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the environment name '" + name + "' is not made of factors", e);
        }
    }
}
