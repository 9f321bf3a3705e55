package io.github.toxmatrix.engine.parameter;

import io.github.toxmatrix.Constants;
import io.github.toxmatrix.index.setting.IndexUse;
import io.github.toxmatrix.resolution.AsOf;
import io.github.toxmatrix.shard.Shard;
import io.github.toxmatrix.tox.invocation.OverrideLines;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.platform.engine.ConfigurationParameters;

/** The configuration parameters ({@link Constants}), read once. */
public record MatrixConfiguration(
        Optional<String> root,
        Optional<String> rootBase,
        List<String> envs,
        Optional<Shard> shard,
        Optional<List<String>> posargs,
        ReadingOptions reading,
        String place,
        Optional<Duration> timeout,
        boolean bytecode,
        Optional<String> cache,
        Optional<Boolean> skipMissingInterpreters,
        Runner runner,
        boolean failFast,
        boolean verbose,
        Optional<Duration> resolutionMaxAge,
        Optional<AsOf> asOf,
        PinsFiles pins,
        boolean store,
        IndexUse index,
        boolean duplicatesOnce,
        LeftOut leftOut) {

    /**
     * What changes what a configuration says.
     *
     * @param overrides as {@code -x} has them
     * @param root a folder, as it was given
     * @param workDir a folder, as it was given
     * @param develop whether packages are editable, whatever it says
     */
    public record ReadingOptions(
            List<String> overrides, Optional<String> root, Optional<String> workDir, boolean develop) {}

    /**
     * What is not done of what the configuration says.
     *
     * @param commands nothing is run in environments
     * @param dependencies nothing is installed
     * @param sources the package is not installed
     * @param packageFile is installed instead of the package, as it was given
     */
    public record LeftOut(boolean commands, boolean dependencies, boolean sources, Optional<String> packageFile) {}

    /**
     * Files of pins, as they were given.
     *
     * @param given what is to be installed again
     * @param output where what was installed is written
     */
    public record PinsFiles(Optional<String> given, Optional<String> output) {}

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h)");

    /** @throws MatrixProblem that names the parameter and its value */
    public static MatrixConfiguration of(ConfigurationParameters parameters) {
        return new MatrixConfiguration(
                read(parameters, Constants.ROOT, MatrixConfiguration::notBlank),
                read(parameters, Constants.ROOT_BASE, MatrixConfiguration::notBlank),
                read(parameters, Constants.ENVS, MatrixConfiguration::items).orElse(List.of()),
                read(parameters, Constants.SHARD, Shard::parse),
                read(parameters, Constants.POSARGS, PosixWords::split),
                new ReadingOptions(
                        read(parameters, Constants.OVERRIDE, OverrideLines::parse)
                                .orElse(List.of()),
                        read(parameters, Constants.TOX_ROOT, MatrixConfiguration::notBlank),
                        read(parameters, Constants.WORK_DIR, MatrixConfiguration::notBlank),
                        isTrue(parameters, Constants.DEVELOP)),
                read(parameters, Constants.PLACE, MatrixConfiguration::notBlank).orElse("auto"),
                read(parameters, Constants.TIMEOUT, MatrixConfiguration::duration),
                read(parameters, Constants.BYTECODE, MatrixConfiguration::autoOrOff)
                        .orElse(true),
                read(parameters, Constants.CACHE, MatrixConfiguration::notBlank),
                read(parameters, Constants.SKIP_MISSING_INTERPRETERS, MatrixConfiguration::override)
                        .flatMap(Function.identity()),
                Runner.of(parameters),
                isTrue(parameters, Constants.FAIL_FAST),
                isTrue(parameters, Constants.VERBOSE),
                maxAge(parameters),
                read(parameters, Constants.AS_OF, AsOf::parse),
                pins(parameters),
                read(parameters, Constants.STORE, MatrixConfiguration::autoOrOff)
                        .orElse(true),
                index(parameters),
                read(parameters, Constants.DUPLICATES, MatrixConfiguration::isOnce)
                        .orElse(false),
                new LeftOut(
                        isTrue(parameters, Constants.NOTEST),
                        isTrue(parameters, Constants.SKIP_ENV_INSTALL),
                        isTrue(parameters, Constants.SKIP_PKG_INSTALL),
                        read(parameters, Constants.INSTALLPKG, MatrixConfiguration::notBlank)));
    }

    private static boolean isTrue(ConfigurationParameters parameters, String name) {
        return read(parameters, name, MatrixConfiguration::flag).orElse(false);
    }

    /** Without its value in messages: a URL holds a secret. */
    private static IndexUse index(ConfigurationParameters parameters) {
        try {
            return parameters.get(Constants.INDEX).map(IndexUse::parse).orElse(new IndexUse.Auto());
        } catch (IllegalArgumentException e) {
            throw new MatrixProblem(Constants.INDEX + ": " + e.getMessage());
        }
    }

    private static PinsFiles pins(ConfigurationParameters parameters) {
        Optional<String> given = read(parameters, Constants.PINS, MatrixConfiguration::notBlank);
        if (given.isPresent() && parameters.get(Constants.AS_OF).isPresent()) {
            throw new MatrixProblem(Constants.PINS + " says which versions there are to be, and so does "
                    + Constants.AS_OF + ": give one of them");
        }
        return new PinsFiles(given, read(parameters, Constants.PINS_OUTPUT, MatrixConfiguration::notBlank));
    }

    private static Optional<Duration> maxAge(ConfigurationParameters parameters) {
        Optional<Duration> given = read(parameters, Constants.RESOLUTION_MAX_AGE, MatrixConfiguration::duration);
        return isTrue(parameters, Constants.REFRESH) ? Optional.of(Duration.ZERO) : given;
    }

    private static <T> Optional<T> read(ConfigurationParameters parameters, String name, Function<String, T> reader) {
        Optional<String> value = parameters.get(name);
        try {
            return value.map(reader);
        } catch (IllegalArgumentException e) {
            throw new MatrixProblem(name + "=" + value.orElse("") + ": " + e.getMessage());
        }
    }

    private static String notBlank(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("it is empty; give it a value or leave it out");
        }
        return text.strip();
    }

    private static List<String> items(String text) {
        List<String> items = Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
        notBlank(String.join(",", items));
        return items;
    }

    private static Duration duration(String text) {
        if (text.strip().equals("0")) {
            return Duration.ZERO; // in whatever unit
        }
        Matcher matcher = DURATION.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("it is no duration; write a number and a unit, such as 90s, 10m or 2h");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    private static boolean flag(String text) {
        return switch (text.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("it has to be true or false");
        };
    }

    private static boolean autoOrOff(String text) {
        return switch (text.strip()) {
            case "auto" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException("it has to be auto or off");
        };
    }

    private static boolean isOnce(String text) {
        return switch (text.strip()) {
            case "all" -> false;
            case "once" -> true;
            default -> throw new IllegalArgumentException("it has to be all or once");
        };
    }

    private static Optional<Boolean> override(String text) {
        return switch (text.strip()) {
            case "config" -> Optional.empty();
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> throw new IllegalArgumentException("it has to be config, true or false");
        };
    }
}
