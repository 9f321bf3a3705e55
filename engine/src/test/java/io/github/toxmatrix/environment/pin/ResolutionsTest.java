package io.github.toxmatrix.environment.pin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.resolution.AsOf;
import io.github.toxmatrix.tox.invocation.Interpreter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that can change an answer makes a question another one, and nothing else does. */
class ResolutionsTest extends ResolutionsCase {

    /** Changes one thing. */
    @FunctionalInterface
    interface Change {
        void make() throws Exception;
    }

    void assertAnew(Change change) throws Exception {
        resolved();
        assertThat(resolved()).as("again").isZero();
        change.make();
        assertThat(resolved()).as("after the change").isEqualTo(1);
        assertThat(resolved()).as("after the change, again").isZero();
    }

    @Test
    void anotherInterpreterIsAsked() throws Exception {
        assertAnew(() -> python = new Interpreter(PYTHON.executable(), "cpython", 3, 11, 8, false, 64, "x86_64"));
        assertAnew(() -> python = new Interpreter(PYTHON.executable(), "pypy", 3, 11, 8, false, 64, "x86_64"));
        assertAnew(() -> python = new Interpreter(PYTHON.executable(), "cpython", 3, 11, 8, true, 64, "x86_64"));
        assertAnew(() -> python = new Interpreter(PYTHON.executable(), "cpython", 3, 11, 8, true, 32, "x86_64"));
        assertAnew(() -> python = new Interpreter(PYTHON.executable(), "cpython", 3, 11, 8, true, 32, "aarch64"));
    }

    @Test
    void anotherInterpreterAtTheSamePlaceIsAsked() throws Exception {
        Path executable = Files.writeString(folder.resolve("pypy"), "7.3.11");
        python = new Interpreter(executable, "pypy", 3, 10, 12, false, 64, "x86_64");
        assertAnew(() -> Files.writeString(executable, "7.3.12, longer"));
    }

    @Test
    void anotherUvIsAsked() throws Exception {
        assertAnew(() -> Files.writeString(folder.resolve("uv"), "another program"));
    }

    @Test
    void otherLinesAreAsked() throws Exception {
        assertAnew(() -> lines.add("pytest"));
        assertAnew(() -> lines.set(1, "pytest[testing]"));
        assertAnew(() -> lines.set(1, "pytest; python_version > '3'"));
        assertAnew(() -> lines.add("--index-url https://example.org/simple"));
        assertAnew(() -> lines.add("--pre"));
    }

    @Test
    void otherContentsOfFilesAreAskedHoweverDeep() throws Exception {
        write("project/req.txt", "-r deep/more.txt\n");
        write("project/deep/more.txt", "pytest\n-c con.txt\n");
        write("project/deep/con.txt", "pytest<8\n");
        write("project/constraints.txt", "attrs<24\n");
        lines.add("-r req.txt");
        lines.add("-c constraints.txt");
        assertAnew(() -> write("project/req.txt", "-r deep/more.txt\nidna\n"));
        assertAnew(() -> write("project/deep/more.txt", "pytest\n-c con.txt\nidna\n"));
        assertAnew(() -> write("project/deep/con.txt", "pytest<7\n"));
        assertAnew(() -> write("project/constraints.txt", "attrs<23\n"));
    }

    @Test
    void anEditableProjectIsAskedAgainWhenItsSourcesChange() throws Exception {
        write("project/setup.py", "setup()");
        lines.add("-e .[test]");
        assertAnew(() -> write("project/setup.py", "setup(install_requires=['attrs'])"));
        assertAnew(() -> write("project/requirements/base.txt", "attrs"));
        assertAnew(() -> lines.set(1, "-e .[docs]"));
        assertAnew(() -> configured.put("EXTRA_DEPS", "1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UV_INDEX_URL",
                "UV_DEFAULT_INDEX",
                "UV_INDEX",
                "UV_EXTRA_INDEX_URL",
                "UV_FIND_LINKS",
                "UV_INDEX_STRATEGY",
                "UV_RESOLUTION",
                "UV_PRERELEASE",
                "UV_FORK_STRATEGY",
                "UV_EXCLUDE_NEWER",
                "UV_NO_BINARY",
                "UV_NO_BUILD",
                "UV_NO_SOURCES",
                "UV_NO_CONFIG",
                "UV_TORCH_BACKEND",
                "PIP_INDEX_URL",
                "PIP_EXTRA_INDEX_URL",
                "PIP_NO_INDEX",
                "PIP_PRE"
            })
    void anotherVariableOfTheCallerIsAsked(String variable) throws Exception {
        assertAnew(() -> environ.put(variable, "1"));
        assertAnew(() -> configured.put(variable, "2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UV_CONSTRAINT", "UV_OVERRIDE", "UV_BUILD_CONSTRAINT", "UV_CONFIG_FILE", "PIP_CONSTRAINT"})
    void otherContentsOfAFileThatAVariableNamesAreAsked(String variable) throws Exception {
        write("project/named.txt", "attrs<24\n");
        environ.put(variable, "named.txt");
        assertAnew(() -> write("project/named.txt", "attrs<23\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"project/uv.toml", "project/pyproject.toml", "uv.toml", "config/uv/uv.toml"})
    void anotherConfigurationOfUvIsAsked(String file) throws Exception {
        assertAnew(() -> write(file, "[tool.uv]\nprerelease = 'allow'\n"));
        assertAnew(() -> write(file, "[tool.uv]\nprerelease = 'never'\n"));
        Files.delete(folder.resolve(file));
        assertThat(resolved()).as("as it was at first").isZero();
    }

    @Test
    void anotherTimeIsAsked() throws Exception {
        assertAnew(() -> asOf = Optional.of(AsOf.parse("2024-05-01")));
        assertAnew(() -> asOf = Optional.of(AsOf.parse("2024-05-01T00:00:01Z")));
    }

    @Test
    void anotherDirectoryIsAsked() throws Exception {
        assertAnew(() -> root = Files.createDirectories(folder.resolve("elsewhere")));
    }

    @Test
    void whatOnlyTellsEnvironmentsApartIsNotAskedAgain() throws Exception {
        configured.putAll(Map.of(
                "TOX_ENV_NAME",
                name,
                "COVERAGE_FILE",
                ".coverage." + name,
                "LOG",
                "ENV_DIR/log",
                "PYTHONHASHSEED",
                "1"));
        resolved();
        name = "other";
        configured.putAll(Map.of("TOX_ENV_NAME", name, "COVERAGE_FILE", ".coverage." + name, "PYTHONHASHSEED", "2"));
        lines.set(0, "attrs   # the classes");
        assertThat(resolved()).isZero();
    }
}
