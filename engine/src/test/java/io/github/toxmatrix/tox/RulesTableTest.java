package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** The table of rules in {@code docs/conformance.md} names tests that there are: lines {@code | 1 | rule | Class#method, #method |}. */
class RulesTableTest {

    private static final Path TABLE = Path.of("..", "docs", "conformance.md");

    private static final Path TESTS = Path.of("src", "test", "java");

    private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\| .+ \\| (.*#.*) \\|");

    private static final Pattern TEST = Pattern.compile("(\\w+)?#(\\w+)");

    @Test
    void namesATestForEachRule() throws IOException {
        assumeTrue(Files.exists(TABLE), () -> "skipped: there is no " + TABLE.toAbsolutePath());
        Map<Integer, List<String>> tests = new TreeMap<>();
        Map<String, Class<?>> classes = new TreeMap<>();
        for (String line : Files.readAllLines(TABLE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                tests.put(Integer.valueOf(row.group(1)), missing(row.group(2), classes));
            }
        }

        assertThat(tests.keySet())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 80).boxed().toList());
        assertThat(tests).allSatisfy((rule, missing) -> assertThat(missing).isEmpty());
    }

    /** The tests of a cell that there are not; the cell itself where it names none. */
    private static List<String> missing(String cell, Map<String, Class<?>> classes) throws IOException {
        List<String> missing = new ArrayList<>();
        Matcher test = TEST.matcher(cell);
        String type = "";
        boolean found = false;
        while (test.find()) {
            found = true;
            type = test.group(1) == null ? type : test.group(1);
            if (!classes.containsKey(type)) {
                classes.put(type, type(type));
            }
            String method = test.group(2);
            if (Stream.of(classes.get(type).getDeclaredMethods()).noneMatch(each -> isTest(each, method))) {
                missing.add(type + "#" + method);
            }
        }
        return found ? missing : List.of(cell);
    }

    private static boolean isTest(Method method, String name) {
        return method.getName().equals(name) && AnnotationSupport.isAnnotated(method, Testable.class);
    }

    private static Class<?> type(String simpleName) throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            String name = files.filter(file -> file.endsWith(simpleName + ".java"))
                    .findFirst()
                    .map(file -> TESTS.relativize(file).toString())
                    .orElseThrow(() -> new AssertionError("there is no class " + simpleName));
            return Class.forName(
                    name.substring(0, name.length() - ".java".length()).replaceAll("[/\\\\]", "."));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
