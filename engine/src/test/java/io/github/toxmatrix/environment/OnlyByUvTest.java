package io.github.toxmatrix.environment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.index.FakeIndex;
import io.github.toxmatrix.index.Wheel;
import io.github.toxmatrix.index.setting.IndexUse;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What uv is told that an index of ours cannot be told: uv asks itself then, and gets what it would get without us. */
class OnlyByUvTest extends IndexedEnvironmentsCase {

    private void configureUv(String text) throws Exception {
        environ.remove("UV_NO_CONFIG");
        environ.remove("PIP_INDEX_URL");
        environ.put(
                "UV_CONFIG_FILE",
                Files.writeString(folder.resolve("uv.toml"), text).toString());
    }

    /** The first index that has a package is the one it is taken from, whatever others have. */
    private void configureFlat() throws Exception {
        Wheel newer = new Wheel("demo", "2.0", "other>=2");
        behind.publish("demo", newer.filename(), newer.bytes())
                .on("/flat/" + DEMO.filename(), FakeIndex.content("application/zip", DEMO.bytes()))
                .on("/flat/", FakeIndex.html("<a href='" + DEMO.filename() + "'>" + DEMO.filename() + "</a>"));
        configureUv(
                """
                [[index]]
                name = "ours"
                url = "%s"
                format = "flat"
                [[index]]
                name = "all"
                url = "%s"
                default = true
                """
                        .formatted(behind.url("/flat/"), behind.url("/simple/")));
    }

    @Test
    void aFlatIndexOfItsFilesStaysBeforeTheOthers() throws Exception {
        configureFlat();

        ready("one", "3.11", LONG, new IndexUse.Auto());

        assertThat(steps.outputs.toString()).contains("demo==1.0").doesNotContain("demo==2.0");
        assertThat(askers()).containsExactly("uv");
    }

    @Test
    void whereAnIndexOfOursIsWantedThatIsAnErrorWithTheReason() throws Exception {
        configureFlat();

        assertThat(provision("one", "3.11", LONG, new IndexUse.On()))
                .isInstanceOfSatisfying(Provisioned.Failed.class, failed -> assertThat(failed.reason())
                        .contains("flat index (ours)", "find-links", "matrix.index"));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the keyring is a shell script")
    void aPasswordThatAKeyringHasIsAskedByUv() throws Exception {
        Path programs = Files.createDirectory(folder.resolve("programs"));
        Path keyring = Files.writeString(programs.resolve("keyring"), "#!/bin/sh\necho hid-den-word\n");
        assertThat(keyring.toFile().setExecutable(true)).isTrue();
        environ.merge("PATH", programs.toString(), (path, own) -> own + File.pathSeparator + path);
        String right = "Basic " + Base64.getEncoder().encodeToString("me:hid-den-word".getBytes(UTF_8));
        for (Wheel wheel : new Wheel[] {DEMO, OTHER}) {
            FakeIndex.Answer page =
                    FakeIndex.html("<a href='/files/" + wheel.filename() + "'>" + wheel.filename() + "</a>");
            behind.on("/simple/" + wheel.name() + "/", exchange -> (right.equals(
                                    exchange.getRequestHeaders().getFirst("Authorization"))
                            ? page
                            : FakeIndex.status(401))
                    .give(exchange));
        }
        configureUv(
                """
                keyring-provider = "subprocess"
                [[index]]
                name = "private"
                url = "%s"
                default = true
                """
                        .formatted(behind.url("/simple/").toString().replace("http://", "http://me@")));

        ready("one", "3.11", LONG, new IndexUse.Auto());

        assertThat(askers()).containsExactly("uv");
    }
}
