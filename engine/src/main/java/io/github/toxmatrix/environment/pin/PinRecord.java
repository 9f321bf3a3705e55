package io.github.toxmatrix.environment.pin;

import io.github.toxmatrix.environment.installer.PythonEnvironment;
import io.github.toxmatrix.interpreter.Platform;
import io.github.toxmatrix.resolution.EnvironmentPins;
import io.github.toxmatrix.resolution.Pin;
import io.github.toxmatrix.resolution.Resolution;
import io.github.toxmatrix.tox.invocation.Interpreter;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Follows, step by step, what one environment gets. */
public final class PinRecord {

    private final Clock clock = Clock.systemUTC();
    private final Optional<String> asOf;
    private final Map<String, Pin> known = new HashMap<>();
    private final List<String> sources = new ArrayList<>();
    private Optional<RepeatedPins> repeated = Optional.empty();
    private Optional<PythonEnvironment> environment = Optional.empty();
    private Map<String, String> shown = Map.of();
    private Instant oldest = clock.instant();

    /** @param asOf what uv is told */
    public PinRecord(Optional<String> asOf) {
        this.asOf = asOf;
    }

    /** What the environment is to have again. */
    public void repeats(Optional<RepeatedPins> given) {
        repeated = given;
    }

    /** Empty where versions are resolved. */
    public Optional<RepeatedPins> repeated() {
        return repeated;
    }

    /** There is an environment, into which something may have been installed. */
    public void made(PythonEnvironment made) {
        environment = Optional.of(made);
        shown = Map.of();
    }

    /** These were installed. */
    void resolved(Resolution resolution) {
        resolution.pins().pinned().forEach(pin -> known.put(pin.requirement(), pin));
        if (resolution.found().isBefore(oldest)) {
            oldest = resolution.found();
        }
        sources.add("resolved " + (resolution.stored() ? age(resolution.age(clock.instant())) : "now"));
    }

    /** The pins of an earlier run are about to be installed. */
    void given(EnvironmentPins pins, String file) {
        pins.pins().forEach(pin -> known.put(pin.requirement(), pin));
        oldest = pins.resolved();
        sources.add("pinned by " + file);
    }

    private static String age(Duration age) {
        return age.toHours() > 0 ? age.toHours() + " h ago" : age.toMinutes() + " min ago";
    }

    /** What has been installed since this was asked last, for people: {@code 2 distributions, resolved 3 h ago: a 1, b 2}. */
    public String news() throws IOException {
        if (environment.isEmpty()) {
            return "";
        }
        Map<String, String> versions = installed().versions();
        Map<String, String> fresh = new TreeMap<>(versions);
        fresh.entrySet().removeAll(shown.entrySet());
        shown = versions;
        String source = sources.isEmpty() ? "resolved while installed" : String.join(", ", sources);
        sources.clear();
        return fresh.isEmpty()
                ? ""
                : fresh.size() + (fresh.size() == 1 ? " distribution, " : " distributions, ") + source + ": "
                        + fresh.entrySet().stream()
                                .map(each -> each.getKey() + " " + each.getValue())
                                .collect(Collectors.joining(", "));
    }

    /** All that is there now. */
    public EnvironmentPins pins() throws IOException {
        InstalledDistributions installed = installed();
        List<Pin> pins = new ArrayList<>();
        installed.versions().forEach((name, version) -> {
            Pin plain = new Pin(name, version, List.of());
            pins.add(known.getOrDefault(plain.requirement(), plain));
        });
        PythonEnvironment made = environment.orElseThrow();
        return new EnvironmentPins(
                python(made.base()), oldest.truncatedTo(ChronoUnit.SECONDS), asOf, pins, installed.direct());
    }

    private InstalledDistributions installed() throws IOException {
        return InstalledDistributions.in(environment.orElseThrow().sitePackages());
    }

    static String python(Interpreter base) {
        return base.implementation() + " " + base.version() + (base.freeThreaded() ? " free-threaded" : "") + ", "
                + Platform.current().sysPlatform() + " " + base.machine() + (base.bits() == 32 ? " 32 bit" : "");
    }
}
