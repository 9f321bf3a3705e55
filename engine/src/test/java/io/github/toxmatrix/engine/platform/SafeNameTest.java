package io.github.toxmatrix.engine.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeNameTest {

    @ParameterizedTest
    @CsvSource({
        "py311, py311",
        "py3.8-flask-v1.1.4, py3_8-flask-v1_1_4",
        "py_a, py__a",
        "a..b, a=2e==2e=b",
        "a._b, a=2e==5f=b",
        "PY-case, =50==59=-case",
        "py-ünï, py-=fc=n=ef="
    })
    void readsNearlyAsTheName(String name, String safe) {
        assertThat(SafeName.of(name)).isEqualTo(safe);
    }

    @Property
    void differsForDifferentNamesAlsoWhereCaseDoesNotCount(@ForAll("names") String one, @ForAll("names") String other) {
        Assume.that(!one.equals(other));
        assertThat(SafeName.of(one).toLowerCase(Locale.ROOT))
                .isNotEqualTo(SafeName.of(other).toLowerCase(Locale.ROOT));
    }

    @Property
    void isAClassNameAndAFileNameWithoutAPackage(@ForAll String name) {
        assertThat(SafeName.of(name)).hasSizeLessThanOrEqualTo(SafeName.LONGEST).matches("[a-z0-9_=-]*");
    }

    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> near = Arbitraries.strings().withChars("aA._=2e5f-").ofMaxLength(8);
        Arbitrary<String> lengthy =
                Arbitraries.strings().withChars("aA").ofMaxLength(3).map(end -> "x".repeat(SafeName.LONGEST - 1) + end);
        return Arbitraries.oneOf(near, lengthy);
    }
}
