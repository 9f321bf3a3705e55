package io.github.toxmatrix.engine;

import io.github.toxmatrix.ToxEnv;
import io.github.toxmatrix.ToxMatrix;

/** An entry class; its configuration comes by the parameter matrix.root. */
@ToxMatrix
public class ExampleMatrix {

    @ToxEnv("py311")
    void newest() {}
}
