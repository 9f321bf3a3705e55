package io.github.toxmatrix.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.environment.installer.PythonEnvironment;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A coverage that measures all that is imported, as releases before 6 do where no source is named: what finds bytecode is none of it. */
@Tag("slow")
class MeasuredHookTest extends SharedBytecodeCase {

    @ParameterizedTest
    @ValueSource(strings = {"2.7", "3.8"})
    void whatFindsBytecodeIsNotMeasured(String version) throws Exception {
        settle();
        project.source("script.py", "import own.mod\nimport dist.mod\n");
        PythonEnvironment environment =
                PytestEnvironment.make(project, version, Map.of("PYTHONDONTWRITEBYTECODE", "1"), "coverage==5.5");
        String without = measured(environment);
        SharedBytecode run = project.run("1");
        project.serve(run, environment);
        String cold = measured(environment);
        learnFrom(run, environment);
        project.serve(run, environment);

        String warm = measured(environment);

        assertThat(without).contains("script.py", "own/mod.py", "dist/mod.py");
        assertThat(cold).isEqualTo(without);
        assertThat(warm).isEqualTo(without);
    }

    private String measured(PythonEnvironment environment) throws Exception {
        project.python(environment, "-m", "coverage", "run", "script.py");
        return project.python(environment, "-m", "coverage", "report");
    }
}
