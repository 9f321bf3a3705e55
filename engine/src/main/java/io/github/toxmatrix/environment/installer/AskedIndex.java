package io.github.toxmatrix.environment.installer;

import io.github.toxmatrix.index.server.ServedIndex;
import io.github.toxmatrix.index.upstream.Upstream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The index of ours that an installer asks, and those of the user's behind it. What installers print names ours, and its secret; for
 * people it names theirs.
 */
record AskedIndex(ServedIndex index, Set<Upstream> upstreams) {

    private static final int MOST = 3;

    AskedIndex {
        upstreams = Set.copyOf(upstreams);
    }

    /** Names who serves it now. */
    String server() {
        return index.server();
    }

    /** Whether what an installer was reading was cut off, as the process that served it then has ended. */
    boolean hasOtherServer(String before) throws InterruptedException {
        return index.hasOtherServer(before);
    }

    /** A text with the indexes of the user in place of ours. */
    String named(String text) {
        String named = text;
        for (Upstream upstream : upstreams) {
            Optional<URI> ours = index.url(upstream);
            if (ours.isPresent()) {
                String theirs = upstream.kind() == Upstream.Kind.SIMPLE ? upstream.shown() + "/" : upstream.shown();
                // in the middle of the path of a file stands a key of ours, which theirs has not
                named = Pattern.compile(Pattern.quote(ours.get().toString()) + "(?:([\\w.-]+/)[0-9a-f]{24}/)?")
                        .matcher(named)
                        .replaceAll(found -> Matcher.quoteReplacement(
                                theirs + (found.group(1) == null ? "" : found.group(1) + "…/")));
            }
        }
        return named;
    }

    /**
     * What the index could not get for an installer that failed, and the next step.
     *
     * @param time for how long the installer ran
     * @param cause what the installer says
     */
    String explained(String cause, Duration time) {
        List<String> failures = index.failures(time);
        if (failures.isEmpty()) {
            return cause;
        }
        List<String> untold =
                failures.stream().filter(failure -> !cause.contains(failure)).toList();
        return cause
                + (untold.isEmpty()
                        ? ""
                        : "; meanwhile the package index of this run failed: "
                                + String.join("; ", untold.subList(Math.max(0, untold.size() - MOST), untold.size())))
                + ". Run again when that index answers, or check its address, credentials and proxies:"
                + " `pip config list`, uv.toml, variables of pip and uv";
    }
}
