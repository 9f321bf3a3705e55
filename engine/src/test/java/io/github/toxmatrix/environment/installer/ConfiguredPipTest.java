package io.github.toxmatrix.environment.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.toxmatrix.cache.CacheFolder;
import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.index.ForwardProxy;
import io.github.toxmatrix.index.RealInstallers;
import io.github.toxmatrix.index.Wheel;
import io.github.toxmatrix.index.server.IndexOptions;
import io.github.toxmatrix.index.server.PackageIndex;
import io.github.toxmatrix.index.setting.ConfiguredNetwork;
import io.github.toxmatrix.index.setting.IndexUse;
import io.github.toxmatrix.index.setting.InstallerSettings;
import io.github.toxmatrix.interpreter.Interpreters;
import io.github.toxmatrix.resolution.AsOf;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pip's own files say holds for real pips that are told of our index, whatever command they are started with. */
@Timeout(120)
class ConfiguredPipTest extends InstallerVariablesCase {

    private final Wheel stable = new Wheel("demo", "1.0");
    private final Wheel early = new Wheel("demo", "2.0rc1");
    private final ForwardProxy elsewhere = ForwardProxy.start(behind.port());

    /** Where the test's own loopback is not. */
    private final String proxy = "proxy = " + elsewhere.url() + "\n";

    @BeforeEach
    void publish() {
        behind.publish("demo", Map.of(stable, "2020-01-01T00:00:00Z", early, "2021-01-01T00:00:00Z"));
    }

    @AfterEach
    void closeProxy() throws Exception {
        elsewhere.close();
    }

    private Installation configured(String text, String... variables) throws Exception {
        Path file = Files.writeString(folder.resolve("pip.conf"), text);
        List<String> all = new ArrayList<>(List.of(variables));
        all.addAll(List.of("PIP_CONFIG_FILE", file.toString()));
        return environment("one", all.toArray(String[]::new));
    }

    private RealInstallers.Result pip(String version, Installation installation, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Interpreters.of(System.getenv())
                        .find(List.of(version))
                        .orElseGet(() -> abort("This machine has no Python " + version + "."))
                        .executable()
                        .toString(),
                "-m",
                "pip"));
        command.addAll(List.of(words));
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.keySet().removeIf(name -> name.startsWith("PIP_"));
        variables.putAll(installation.variables());
        variables.remove("TMPDIR");
        variables.put("PIP_DISABLE_PIP_VERSION_CHECK", "1");
        RealInstallers.Result result = new RealInstallers(folder).run(variables, command.toArray(String[]::new));
        assertThat(result.code()).as(result.output()).isZero();
        return result;
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.7", "3.6", "3.13"})
    void theSectionOfEachCommandHoldsWhereItHasAProxyOfItsOwn(String version) throws Exception {
        Path kept = folder.resolve("kept");
        Installation told = configured("[global]\n" + proxy + "[download]\n" + proxy + "pre = true\ndest = " + kept
                + "\n[wheel]\nwheel-dir = " + folder.resolve("wheels") + "\n");
        try (InstallerVariables variables = open()) {
            Installation asking = variables.forPip(told, List.of("demo"));

            pip(version, asking, "download", "demo");
            pip(version, asking, "wheel", "demo");

            assertThat(kept).isDirectoryContaining(file -> file.endsWith(early.filename()));
            assertThat(folder.resolve("wheels")).isDirectoryContaining(file -> file.endsWith(stable.filename()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.7", "3.13"})
    void aDownloadThatTellsWhatWouldBeInstalledGoesByTheSectionOfInstall(String version) throws Exception {
        for (String global : List.of("", "[global]\n" + proxy)) {
            Installation told = configured(global + "[install]\npre = true\n[download]\npre = false\nno-deps = true\n");
            try (InstallerVariables variables = open()) {
                Path kept = folder.resolve("kept" + global.length());

                pip(
                        version,
                        variables.forDownload(told, List.of("demo")),
                        "download",
                        "--dest",
                        kept.toString(),
                        "demo");

                assertThat(kept).isDirectoryContaining(file -> file.endsWith(early.filename()));
            }
        }
    }

    @Test
    void aDownloadGoesByTheSectionOfInstallWithoutOurIndexToo() throws Exception {
        use = new IndexUse.Off();
        Installation told = configured("[install]\npre = true\n");
        try (InstallerVariables variables = open()) {
            pip("3.13", variables.forDownload(told, List.of("demo")), "download", "--dest", "kept", "demo");
        }

        assertThat(folder.resolve("kept")).isDirectoryContaining(file -> file.endsWith(early.filename()));
    }

    @Test
    void whatIsWrittenForItCanBeReadByTheUserAlone() throws Exception {
        Installation told = configured("[global]\n" + proxy + "extra-index-url = http://me:word@127.0.0.1:9/\n");
        try (InstallerVariables variables = open()) {
            Path file =
                    Path.of(variables.forPip(told, List.of("demo")).variables().get("PIP_CONFIG_FILE"));

            assertThat(file).content().contains("me:word");
            if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void aFileThatIsNamedFromTheProjectIsRead() throws Exception {
        Files.writeString(folder.resolve("own.conf"), "[global]\nindex-url = " + behind.url("/own/") + "\n");
        try (InstallerVariables variables = open()) {
            assertThat(variables.direct(environment("one", "PIP_CONFIG_FILE", "own.conf", "PIP_INDEX_URL", "")))
                    .containsEntry("UV_DEFAULT_INDEX", behind.url("/own/").toString());
        }
    }

    @Test
    void certificatesLieWherePipFindsThem() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        Installation told = configured(
                "[global]\ncert = certificates/ca.pem\nclient-cert = ~/own.pem\nfind-links = ~/wheels\n",
                "HOME",
                home.toString());
        use = new IndexUse.Auto();
        try (InstallerVariables variables = open()) {
            assertThat(variables.direct(told))
                    .containsEntry(
                            "SSL_CERT_FILE",
                            folder.resolve("certificates/ca.pem").toString())
                    .containsEntry("SSL_CLIENT_CERT", home.resolve("own.pem").toString())
                    .containsEntry("UV_FIND_LINKS", home.resolve("wheels").toString());
        }
    }

    @Test
    void whatGoesByNoVariableIsSaidToAskByItself() throws Exception {
        List<String> isolated = List.of("python", "-m", "pip", "install", "--isolated", "demo");
        Installation told = configured("");
        use = new IndexUse.Auto();
        try (InstallerVariables variables = open()) {
            assertThat(variables.forPip(told, isolated)).isEqualTo(told);
        }
        use = new IndexUse.On();
        try (InstallerVariables variables = open()) {
            assertThatThrownBy(() -> variables.forPip(told, isolated))
                    .isInstanceOf(ProvisionException.class)
                    .hasMessageContaining("--isolated")
                    .hasMessageContaining("matrix.index");
        }
        use = new IndexUse.Auto();
        asOf = Optional.of(AsOf.parse("2020-06-01"));
        try (InstallerVariables variables = open()) {
            assertThatThrownBy(() -> variables.forPip(told, isolated))
                    .hasMessageContaining("matrix.as-of")
                    .hasMessageContaining("--isolated");
        }
    }

    /** Of a variable that names the other machine, nothing of what files say would be left. */
    @Test
    void whomFilesTrustStaysTrustedBesideAnIndexOnAnotherMachine() throws Exception {
        InetAddress own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst()
                .orElseGet(() -> abort("This machine has no address but loopback."));
        Installation told = configured("[global]\ntrusted-host = inner.test other.test\n");
        InstallerSettings settings = InstallerSettings.read(python, told.variables(), folder);
        try (PackageIndex index = PackageIndex.open(
                        settings.forPip("").upstreams(),
                        ConfiguredNetwork.of(settings, told.variables(), folder),
                        new IndexOptions(new CacheFolder(folder.resolve("theirs")), 1 << 30, own, 0, false));
                InstallerVariables variables = sharing(index)) {
            assertThat(variables.forPip(told, List.of("demo")).variables())
                    .containsEntry("PIP_TRUSTED_HOST", "inner.test other.test " + own.getHostAddress());
        }
    }

    private InstallerVariables sharing(PackageIndex index) {
        use = new IndexUse.Shared(index.base());
        return open();
    }
}
