package io.github.toxmatrix.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionsTest {

    private static final String HASH = "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"; // of nothing

    @TempDir
    Path site;

    @Test
    void readsSourcesAndTheirHashesFromRecord() throws Exception {
        Path info = Files.createDirectory(site.resolve("a-1.dist-info"));
        Files.writeString(
                info.resolve("RECORD"),
                String.join(
                        "\r\n",
                        "a/__init__.py,sha256=" + HASH + ",0",
                        "\"a/b,c.py\",sha256=" + HASH + ",0",
                        "a/data.txt,sha256=" + HASH + ",0",
                        "a/old.py,md5=abc,3",
                        "a/generated.py,,",
                        "../../../bin/a.py,sha256=" + HASH + ",0",
                        "/etc/a.py,sha256=" + HASH + ",0",
                        "a-1.dist-info/RECORD,,"));
        assertThat(new Distributions().sources(site))
                .extracting(source -> site.relativize(source.path()).toString().replace('\\', '/'))
                .containsExactly("a/__init__.py", "a/b,c.py");
        assertThat(new Distributions().sources(site))
                .extracting(SourceFile::sha256)
                .containsOnly("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void aModuleThatNoDistributionNamesIsReadItself() throws Exception {
        Files.writeString(site.resolve("_virtualenv.py"), "");
        assertThat(new Distributions().sources(site))
                .extracting(source -> source.path().getFileName().toString())
                .containsExactly("_virtualenv.py");
    }
}
