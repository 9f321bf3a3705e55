package io.github.toxmatrix.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.tox.invocation.Interpreter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether two environments can come to the same versions, by their lines alone. */
class ExactVersionsTest {

    private static final Interpreter PYTHON =
            new Interpreter(Path.of("/usr/bin/python3"), "cpython", 3, 12, 1, false, 64, "x86_64");

    private static ExactVersions of(String lines) {
        return ExactVersions.of(new Specification(PYTHON, Map.of("deps", List.of(lines.split(" & ")))));
    }

    @ParameterizedTest
    @CsvSource({
        "flask==1.1.4,               flask==2.3.3,            false",
        "pytest & Flask_X==1.0,      flask-x==1.1 & attrs,    false",
        "flask==1.1.4,               flask==1.1.4.0,          true",
        "flask==1.1.4,               flask~=1.1,              true",
        "flask==1.*,                 flask==2.0,              true",
        "flask==1.0,                 flask==1.0+local,        true",
        "flask==1.0,                 django==2.0,             true",
        "flask==1.0; os_name=='nt',  flask==2.0,              true",
        "-r one.txt,                 -r two.txt,              true",
        "'flask>=1,==1.0',           flask==2.0,              true"
    })
    void onlyVersionsThatAreNamedExactlyForAllTellThemApart(String one, String other, boolean can) {
        assertThat(of(one).canComeToThoseOf(of(other))).isEqualTo(can);
        assertThat(of(other).canComeToThoseOf(of(one))).isEqualTo(can);
    }
}
