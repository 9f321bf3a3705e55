package io.github.toxmatrix;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.platform.commons.annotation.Testable;

/**
 * Marks the class by which a tox configuration enters a JUnit run. The class is never instantiated; each environment of
 * the configuration becomes a container of tests.
 *
 * <pre>{@code
 * @ToxMatrix
 * class PythonTests {}
 * }</pre>
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Testable
public @interface ToxMatrix {

    /**
     * Where the tox configuration lies: a folder or a file, absolute or relative to the module's folder. Empty: the
     * module's folder and, as tox looks, upward from there. The parameter {@value Constants#ROOT} overrides it.
     */
    String value() default "";
}
