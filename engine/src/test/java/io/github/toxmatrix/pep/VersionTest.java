package io.github.toxmatrix.pep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders and examples of PEP 440. */
class VersionTest {

    private static final List<String> ORDERED = List.of(
            "1.dev0",
            "1.0.dev456",
            "1.0a1",
            "1.0a2.dev456",
            "1.0a12.dev456",
            "1.0a12",
            "1.0b1.dev456",
            "1.0b2",
            "1.0b2.post345.dev456",
            "1.0b2.post345",
            "1.0rc1.dev456",
            "1.0rc1",
            "1.0",
            "1.0+abc.5",
            "1.0+abc.7",
            "1.0+5",
            "1.0.post456.dev34",
            "1.0.post456",
            "1.0.15",
            "1.1.dev1",
            "1!0.1");

    @Test
    void ordersVersionsAsPep440Does() {
        List<Version> versions =
                new ArrayList<>(ORDERED.stream().map(VersionTest::version).toList());
        versions.sort(null);

        assertThat(versions).map(Version::toString).containsExactlyElementsOf(ORDERED);
    }

    @ParameterizedTest
    @CsvSource({
        "1.0,1",
        "v1.0,1.0.0",
        "1.0-alpha.1,1.0a1",
        "1.0-preview3,1.0rc3",
        "1.0c1,1.0rc1",
        "1.0-1,1.0.post1",
        "1.0r4,1.0.post4",
        "1.0.dev,1.0.dev0",
        "1.0+UBUNTU_1,1.0+ubuntu.1",
        " 1.0 ,1.0"
    })
    void takesSpellingsOfTheSameVersion(String left, String right) {
        assertThat(version(left)).isEqualTo(version(right)).hasSameHashCodeAs(version(right));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "linux", "6.1.0-amd64", "1.0.*", "1..0", "1.0+", "french toast"})
    void refusesWhatIsNoVersion(String text) {
        assertThat(Version.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "~=2.2,2.3,true",
        "~=2.2,3.0,false",
        "~=2.2,2.1,false",
        "~=2.2.post3,2.3,true",
        "~=1.4.5a4,1.4.9,true",
        "~=1.4.5a4,1.5,false",
        "==1.1,1.1.post1,false",
        "==1.1.post1,1.1.post1,true",
        "==1.1.*,1.1.post1,true",
        "==1.1.*,1.1a1,true",
        "==1.1,1.1.0,true",
        "==1.1,1.1+local,true",
        "==1.1+a,1.1+b,false",
        "!=1.1.*,1.1.post1,false",
        "!=1.1,1.1.post1,true",
        ">1.7,1.7.0.post1,false",
        ">1.7,1.7.1,true",
        ">1.7.post2,1.7.0.post3,true",
        ">1.7,1.7+local,false",
        "<3.10,3.10.0rc1,false",
        "<3.10,3.9.9,true",
        "<3.10rc2,3.10rc1,true",
        ">=1.0,1.0+x,true",
        "<=1.0,1.0+x,true",
        "===foobar,FooBar,true",
        "===1.0,1.0.0,false",
        ">=1.0,1.1.dev1,true",
        ">=1.0,nonsense,false"
    })
    void knowsWhatASpecifierContains(String specifier, String candidate, boolean contained) {
        assertThat(VersionSpecifier.parse(specifier).orElseThrow().contains(candidate))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "=1.0", "~=1", ">=1.*", ">=1.0+local", "==1.0a1.*", "in1.0", ">= a"})
    void refusesWhatIsNoSpecifier(String text) {
        assertThat(VersionSpecifier.parse(text)).isEmpty();
    }

    @Property
    void ordersAnyTwoReleasesByTheirNumbers(
            @ForAll @IntRange(max = 99) int major,
            @ForAll @IntRange(max = 999) int minor,
            @ForAll @IntRange(max = 99) int otherMajor,
            @ForAll @IntRange(max = 999) int otherMinor) {
        int expected = Integer.compare(major * 1000 + minor, otherMajor * 1000 + otherMinor);

        assertThat(Integer.signum(version(major + "." + minor).compareTo(version(otherMajor + "." + otherMinor))))
                .isEqualTo(expected);
    }

    @Test
    void ordersSpellingsOfPreReleasesAlike() {
        assertThat(Stream.of("1.0.a.1", "1.0_alpha_1", "1.0A1").map(VersionTest::version))
                .containsOnly(version("1.0a1"));
    }

    private static Version version(String text) {
        return Version.parse(text).orElseThrow();
    }
}
