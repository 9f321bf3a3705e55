package io.github.toxmatrix.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.environment.installer.PythonEnvironment;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What holds an installation to versions and files: constraints, hashes, a lock file. */
class ConstrainedInstallationTest extends InstallSettingsCase {

    @Test
    void hashesAreChecked() throws Exception {
        String ini =
                """
                [testenv:py]
                skip_install = true
                deps = iniconfig==1.1.1 --hash=sha256:%s
                """;
        String right = "011e24c64b7f47f6ebd835bb12a743f2fbe9a26d4cecaa7f53bc4f35ee9da8b3";
        assertThat(has(ready(configured("py", ini.formatted(right))), "iniconfig-1.1.1"))
                .isTrue();
        environments.discard(project.find("py").orElseThrow());
        assertThat(failed(project("py", ini.formatted("0".repeat(64))))).containsIgnoringCase("hash");
    }

    @Test
    void constrainPackageDepsHoldsThePackageToTheDeps() throws Exception {
        writeProject("'iniconfig'");
        PythonEnvironment made = ready(
                configured(
                        "py",
                        """
                [testenv:py]
                package = wheel
                constrain_package_deps = true
                deps = iniconfig<2
                """));
        assertThat(has(made, "iniconfig-1.1.1")).isTrue();
        assertThat(made.directory().resolve("constraints.txt")).hasContent("iniconfig<2");
    }

    @Test
    void useFrozenConstraintsHoldsThePackageToWhatIsInstalled() throws Exception {
        writeProject("'iniconfig'");
        PythonEnvironment made = ready(
                configured(
                        "py",
                        """
                [testenv:py]
                package = wheel
                constrain_package_deps = true
                use_frozen_constraints = true
                deps = iniconfig<2
                """));
        assertThat(Files.readString(made.directory().resolve("constraints.txt")))
                .contains("iniconfig==1.1.1\n");
    }

    @Test
    void constraintsGoWithEveryInstallation() throws Exception {
        writeProject("'iniconfig'");
        Files.writeString(folder.resolve("con.txt"), "iniconfig==1.1.1\n");
        PythonEnvironment made = ready(configured("py", "[testenv:py]\npackage = wheel\nconstraints = con.txt\n"));
        assertThat(has(made, "iniconfig-1.1.1")).isTrue();
    }

    @Test
    void aLockFileIsInstalledInsteadOfDeps() throws Exception {
        String ini = "[testenv:py]\nskip_install = true\npylock = pylock.toml\n";
        assertThat(failed(configured("py", ini))).contains("tox.ini:3", "pylock.toml", "not found");
        assertThat(failed(project("py", ini + "deps = iniconfig\n"))).contains("both 'deps' and 'pylock'");
        Files.writeString(
                folder.resolve("pylock.toml"),
                """
                lock-version = "1.0"
                created-by = "test"
                [[packages]]
                name = "thing"
                version = "1.0"
                directory = { path = "." }
                """);
        writeProject("");
        PythonEnvironment made = ready(project("py", ini));
        assertThat(has(made, "thing-1.0")).isTrue();
    }
}
