package io.github.toxmatrix;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.platform.commons.annotation.Testable;

/**
 * Makes environments runnable from a method of a {@link ToxMatrix} class, so that an IDE shows an icon to click for
 * them. The method takes no arguments, returns nothing and is never called.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Testable
public @interface ToxEnv {

    /** The name of an environment, or a glob over names such as {@code py311-django*}. */
    String value();
}
