package io.github.toxmatrix.pep;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A version as PEP 440 spells and orders it. Equal versions may be spelt differently: {@code 1.0} and {@code v1}. */
public final class Version implements Comparable<Version> {

    private static final Pattern SYNTAX = Pattern.compile("v?(?:(?<epoch>\\d+)!)?(?<release>\\d+(?:\\.\\d+)*)"
            + "(?:[-_.]?(?<preName>alpha|beta|preview|pre|a|b|c|rc)[-_.]?(?<preNumber>\\d*))?"
            + "(?<post>-(?<postImplicit>\\d+)|[-_.]?(?:post|rev|r)[-_.]?(?<postNumber>\\d*))?"
            + "(?<dev>[-_.]?dev[-_.]?(?<devNumber>\\d*))?"
            + "(?:\\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?");

    private final BigInteger epoch;
    private final List<BigInteger> release;
    private final @Nullable Pre pre;
    private final @Nullable BigInteger post;
    private final @Nullable BigInteger dev;
    private final List<String> local;

    /** A pre-release; {@code a}, {@code b} and {@code rc} happen to be ordered as letters are. */
    private record Pre(String letter, BigInteger number) {}

    private Version(Matcher match) {
        epoch = number(match.group("epoch"));
        release = Arrays.stream(match.group("release").split("\\."))
                .map(BigInteger::new)
                .toList();
        String preName = match.group("preName");
        pre = preName == null ? null : new Pre(letter(preName), number(match.group("preNumber")));
        String implicit = match.group("postImplicit");
        post = match.group("post") == null ? null : number(implicit != null ? implicit : match.group("postNumber"));
        dev = match.group("dev") == null ? null : number(match.group("devNumber"));
        String label = match.group("local");
        local = label == null ? List.of() : List.of(label.split("[-_.]"));
    }

    /** Reads a version; empty if the text is none. */
    public static Optional<Version> parse(String text) {
        Matcher match = SYNTAX.matcher(text.strip().toLowerCase(Locale.ROOT));
        return match.matches() ? Optional.of(new Version(match)) : Optional.empty();
    }

    public boolean isPrerelease() {
        return pre != null || dev != null;
    }

    public boolean isPostrelease() {
        return post != null;
    }

    boolean hasLocal() {
        return !local.isEmpty();
    }

    /** Whether epoch and release (trailing zeros aside) are the same, whatever follows them. */
    boolean hasSameBase(Version other) {
        return epoch.equals(other.epoch) && compareRelease(other) == 0;
    }

    /** Whether this begins with the first {@code length} numbers of another's release, missing ones being 0. */
    boolean startsWith(Version prefix, int length) {
        if (!epoch.equals(prefix.epoch)) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (!part(i).equals(prefix.part(i))) {
                return false;
            }
        }
        return true;
    }

    int releaseLength() {
        return release.size();
    }

    /** Compares all but the local label. */
    int comparePublic(Version other) {
        int order = epoch.compareTo(other.epoch);
        order = order != 0 ? order : compareRelease(other);
        order = order != 0 ? order : comparePre(other);
        order = order != 0 ? order : compareOptional(post, other.post, -1);
        return order != 0 ? order : compareOptional(dev, other.dev, 1);
    }

    @Override
    public int compareTo(Version other) {
        int order = comparePublic(other);
        return order != 0 ? order : compareLocal(other);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Version version && compareTo(version) == 0;
    }

    @Override
    public int hashCode() {
        return epoch.hashCode() * 31 + part(0).hashCode();
    }

    private BigInteger part(int index) {
        return index < release.size() ? release.get(index) : BigInteger.ZERO;
    }

    private int compareRelease(Version other) {
        int length = Math.max(release.size(), other.release.size());
        for (int i = 0; i < length; i++) {
            int order = part(i).compareTo(other.part(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private int comparePre(Version other) {
        int order = Integer.compare(preRank(), other.preRank());
        if (order != 0 || pre == null || other.pre == null) {
            return order;
        }
        int letters = pre.letter.compareTo(other.pre.letter);
        return letters != 0 ? letters : pre.number.compareTo(other.pre.number);
    }

    /** {@code 1.dev0} comes before {@code 1a0}, which comes before {@code 1}. */
    private int preRank() {
        if (pre != null) {
            return 1;
        }
        return post == null && dev != null ? 0 : 2;
    }

    private int compareLocal(Version other) {
        for (int i = 0; i < Math.min(local.size(), other.local.size()); i++) {
            int order = compareLabel(local.get(i), other.local.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(local.size(), other.local.size());
    }

    /** Numbers come after letters. */
    private static int compareLabel(String left, String right) {
        boolean leftNumber = isNumber(left);
        if (leftNumber != isNumber(right)) {
            return leftNumber ? 1 : -1;
        }
        return leftNumber ? new BigInteger(left).compareTo(new BigInteger(right)) : left.compareTo(right);
    }

    private static boolean isNumber(String text) {
        return text.chars().allMatch(Character::isDigit);
    }

    /** @param missing the order of a missing left value against a present right one */
    private static int compareOptional(@Nullable BigInteger left, @Nullable BigInteger right, int missing) {
        if (left == null) {
            return right == null ? 0 : missing;
        }
        return right == null ? -missing : left.compareTo(right);
    }

    private static BigInteger number(@Nullable String digits) {
        return digits == null || digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits);
    }

    private static String letter(String name) {
        return switch (name) {
            case "alpha" -> "a";
            case "beta" -> "b";
            case "c", "pre", "preview" -> "rc";
            default -> name;
        };
    }

    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        release.forEach(part -> parts.add(part.toString()));
        return (epoch.signum() == 0 ? "" : epoch + "!")
                + String.join(".", parts)
                + (pre == null ? "" : pre.letter + pre.number)
                + (post == null ? "" : ".post" + post)
                + (dev == null ? "" : ".dev" + dev)
                + (local.isEmpty() ? "" : "+" + String.join(".", local));
    }
}
