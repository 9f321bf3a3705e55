package io.github.toxmatrix.report;

import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** What the call of a Maven build says of where it runs and with which profiles. */
final class MavenCall {

    /** Set by Maven's start scripts: all arguments in one line, their quotes lost. */
    static final String VARIABLE = "MAVEN_CMD_LINE_ARGS";

    private static final Set<String> WITH_VALUE =
            Set.of("-f", "--file", "-P", "--activate-profiles", "-pl", "--projects");
    private static final Set<String> ALONE = Set.of("-am", "--also-make");
    private static final List<String> ATTACHED = List.of("--file=", "-P", "--activate-profiles=", "--projects=");

    private MavenCall() {}

    /** These options, quoted, each after a blank: {@code " -Pquickstart"}. */
    static String whereAndHow(String line) {
        StringBuilder options = new StringBuilder();
        Iterator<String> words = List.of(line.strip().split("\\s+")).iterator();
        while (words.hasNext()) {
            String word = words.next();
            if (WITH_VALUE.contains(word) && words.hasNext()) {
                options.append(' ').append(word).append(' ').append(PosixShell.quote(words.next()));
            } else if (ALONE.contains(word) || ATTACHED.stream().anyMatch(word::startsWith)) {
                options.append(' ').append(PosixShell.quote(word));
            }
        }
        return options.toString();
    }
}
