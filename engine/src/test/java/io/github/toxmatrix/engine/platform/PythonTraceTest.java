package io.github.toxmatrix.engine.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tracebacks as Python and pytest print them. */
class PythonTraceTest {

    @Test
    void hasTheFunctionsOfPytestsLongTracebacks() {
        String trace =
                """
                    def test_price():
                >       assert total(2) == 3

                tests/test_shop.py:9:
                _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _

                n = 2

                    async def total(n):
                        rate = 2
                >       return n / (rate - 2)
                E       ZeroDivisionError: division by zero

                src/shop.py:4: ZeroDivisionError"""
                        .replace("9:\n", "9: \n");

        assertThat(frames(trace))
                .containsExactly("shop.total(src/shop.py:4)", "test_shop.test_price(tests/test_shop.py:9)");
    }

    @Test
    void hasTheFunctionsOfPytestsShortTracebacks() {
        String trace =
                """
                tests/test_shop.py:9: in test_price
                    assert total(2) == 3
                src/shop.py:4: in total
                    return n / 0
                E   ZeroDivisionError: division by zero""";

        assertThat(frames(trace))
                .containsExactly("shop.total(src/shop.py:4)", "test_shop.test_price(tests/test_shop.py:9)");
    }

    @Test
    void hasTheFramesOfTheInterpreter() {
        String trace =
                """
                Traceback (most recent call last):
                  File "/p/run.py", line 3, in <module>
                    main()
                  File "/p/app.py", line 12, in main
                    raise SystemError
                SystemError""";

        assertThat(frames(trace)).containsExactly("app.main(/p/app.py:12)", "run.<module>(/p/run.py:3)");
    }

    @Test
    void isEmptyForOtherText() {
        assertThat(frames("error: no such package")).isEmpty();
    }

    private static Stream<String> frames(String trace) {
        return Stream.of(PythonTrace.elements(trace)).map(StackTraceElement::toString);
    }
}
