package example;

import io.github.toxmatrix.ToxEnv;
import io.github.toxmatrix.ToxMatrix;

/** Brings every environment of tox.ini into the JUnit run. */
@ToxMatrix
class PythonTests {

    /** Runs one environment by a click in an IDE, or by -Dtest=PythonTests#newest. */
    @ToxEnv("py-attrs25")
    void newest() {}
}
