package example;

import io.github.toxmatrix.ToxEnv;
import io.github.toxmatrix.ToxMatrix;

@ToxMatrix
class MatrixTest {

    @ToxEnv("py-v1.1")
    void first() {}
}
