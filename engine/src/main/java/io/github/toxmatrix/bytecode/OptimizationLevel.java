package io.github.toxmatrix.bytecode;

/**
 * What {@code PYTHONOPTIMIZE} asks of the compiler; it is part of a bytecode file's name (PEP 488).
 *
 * @param level 0, 1 ({@code -O}) or 2 ({@code -OO})
 */
record OptimizationLevel(int level) {

    /** As CPython reads the variable: a number, or 1 for any other text. */
    static OptimizationLevel of(String variable) {
        if (variable.isEmpty()) {
            return new OptimizationLevel(0);
        }
        return new OptimizationLevel(variable.matches("\\d{1,9}") ? Math.min(Integer.parseInt(variable), 2) : 1);
    }

    String suffix() {
        return level == 0 ? "" : ".opt-" + level;
    }
}
