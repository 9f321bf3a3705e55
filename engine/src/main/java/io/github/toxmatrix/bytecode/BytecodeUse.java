package io.github.toxmatrix.bytecode;

import io.github.toxmatrix.environment.pin.SharedChange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** One environment's use of bytecode that it shares with others, from before its first command on. */
final class BytecodeUse {

    private static final int SHOWN = 3;

    private final String environment;
    private final List<RunCopies.Link> links;
    private final Set<BytecodeUse> others = ConcurrentHashMap.newKeySet();

    BytecodeUse(String environment, List<RunCopies.Link> links) {
        this.environment = environment;
        this.links = List.copyOf(links);
    }

    /** Both are in use at the same time. */
    void meet(BytecodeUse other) {
        others.add(other);
        other.others.add(this);
    }

    /** What was written into, when no command of the environment runs any more. */
    Optional<SharedChange> end() {
        try {
            Set<Path> damaged = new TreeSet<>();
            for (RunCopies.Link link : links) {
                if (link.isDamaged()) {
                    damaged.add(link.stored());
                }
            }
            return damaged.isEmpty() ? Optional.empty() : Optional.of(change(damaged));
        } catch (IOException unknown) {
            return Optional.of(new SharedChange("cannot tell whether shared bytecode was changed: " + unknown, true));
        }
    }

    private SharedChange change(Set<Path> damaged) {
        String names = links.stream()
                .filter(link -> damaged.contains(link.stored()))
                .limit(SHOWN)
                .map(link -> String.valueOf(link.place().getFileName()))
                .collect(Collectors.joining(", "));
        String more = damaged.size() > SHOWN ? " and " + (damaged.size() - SHOWN) + " more" : "";
        String message = "bytecode (" + names + more + ") was written into while this environment ran";
        Set<String> sharing = others.stream()
                .filter(other -> other.links.stream().anyMatch(link -> damaged.contains(link.stored())))
                .map(other -> other.environment)
                .collect(Collectors.toCollection(TreeSet::new));
        return sharing.isEmpty()
                ? new SharedChange(message + "; others get it as it was compiled", false)
                : new SharedChange(
                        message + " and shared it with " + String.join(", ", sharing)
                                + ", so it is not certain what their tests saw: use matrix.bytecode=off where tests change"
                                + " bytecode that is there",
                        true);
    }
}
