package io.github.toxmatrix.pep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkerTest {

    private static final Map<String, String> LINUX_311 = Map.ofEntries(
            Map.entry("os_name", "posix"),
            Map.entry("sys_platform", "linux"),
            Map.entry("platform_machine", "x86_64"),
            Map.entry("platform_python_implementation", "CPython"),
            Map.entry("platform_release", "6.1.0-amd64"),
            Map.entry("platform_system", "Linux"),
            Map.entry("platform_version", "#1 SMP"),
            Map.entry("python_version", "3.11"),
            Map.entry("python_full_version", "3.11.7"),
            Map.entry("implementation_name", "cpython"),
            Map.entry("implementation_version", "3.11.7"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sys_platform == 'linux'",
                "sys_platform == \"linux\"",
                "'linux' == sys_platform",
                "sys.platform == 'linux' and os.name == 'posix'",
                "python_implementation == 'CPython'",
                "platform.python_implementation == 'CPython'",
                "sys_platform != 'win32'",
                "'nux' in sys_platform",
                "sys_platform not in 'win32 darwin'",
                "sys_platform not  in 'win32 darwin'",
                "python_version >= '3.9'",
                "python_version < '3.12' and python_version > '3.2'",
                "'3.9' < python_version",
                "python_version ~= '3.8'",
                "python_version == '3.*'",
                "python_full_version >= '3.11.7'",
                "python_full_version != '3.11.*' or os_name == 'posix'",
                "(sys_platform == 'win32' or os_name == 'posix') and python_version == '3.11'",
                "sys_platform == 'win32' and os_name == 'nt' or platform_machine == 'x86_64'",
                "  ( ( os_name=='posix' ) )  ",
                "extra == ''",
                "platform_machine <= 'x86_64'",
                "python_version === '3.11'",
                "python_version in '2.7 3.11'",
            })
    void holds(String marker) {
        assertThat(Marker.parse(marker).holds(LINUX_311)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sys_platform == 'win32'",
                "sys_platform == 'Linux'",
                "python_version < '3.9'",
                "python_version >= '3.111'",
                "python_version not in '3.11'",
                "sys_platform == 'linux' and (os_name == 'nt' or python_version < '3')",
                "extra == 'test'",
                // text has no order
                "platform_machine < 'z'",
                "sys_platform > 'a'",
            })
    void doesNotHold(String marker) {
        assertThat(Marker.parse(marker).holds(LINUX_311)).isFalse();
    }

    @Test
    void comparesVersionsAsVersionsAndNotAsText() {
        assertThat(Marker.parse("python_version > '3.9'").holds(LINUX_311)).isTrue();
    }

    @Test
    void comparesNamesOfExtrasNormalized() {
        Map<String, String> environment = new HashMap<>(LINUX_311);
        environment.put("extra", "Test_All");

        assertThat(Marker.parse("extra == 'test-all'").holds(environment)).isTrue();
        assertThat(Marker.parse("'test.ALL' == extra").holds(environment)).isTrue();
    }

    @Test
    void takesTheVersionOfAnInterpreterBuiltFromASourceTree() {
        assertThat(Marker.parse("python_full_version >= '3.13.0'").holds(Map.of("python_full_version", "3.13.0+")))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "b|expected a marker variable or a quoted text at column 1 of 'b'",
                "sys_platform|expected one of <=, <, !=, ==, >=, >, ~=, ===, in, not in at column 13",
                "sys_platform == |expected a marker variable or a quoted text at column 1",
                "sys_platform == 'a' os_name|expected the end of the marker at column 21",
                "(os_name == 'a'|expected ')' at column 16",
                "os_name == 'a|expected a marker variable or a quoted text at column 12",
                "'a' == 'b'|expected a marker variable on one side",
                "os_name = 'a'|expected one of",
                "``|expected a marker variable or a quoted text at column 1",
            })
    void saysWhereSomethingElseWasExpected(String marker, String message) {
        assertThatThrownBy(() -> Marker.parse(marker))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesParenthesesWithoutEnd() {
        assertThatThrownBy(() -> Marker.parse("(".repeat(100_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 100 parentheses");
    }

    @Test
    void saysWhichVariableHasNoValue() {
        assertThatThrownBy(() -> Marker.parse("os_name == 'posix'").holds(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("os_name");
    }

    @Test
    void refusesACompatibleReleaseOfText() {
        assertThatThrownBy(() -> Marker.parse("os_name ~= 'posix'").holds(LINUX_311))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot compare 'posix' ~= 'posix'");
    }
}
