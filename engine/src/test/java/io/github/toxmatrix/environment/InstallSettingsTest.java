package io.github.toxmatrix.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.toxmatrix.environment.installer.PythonEnvironment;
import io.github.toxmatrix.environment.option.EnvironmentOptions;
import io.github.toxmatrix.environment.place.Placement;
import io.github.toxmatrix.interpreter.Interpreters;
import io.github.toxmatrix.interpreter.ShortProcess;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.ToxProject;
import io.github.toxmatrix.tox.invocation.ToxInvocation;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The settings that say by what an environment is made and filled. */
class InstallSettingsTest extends InstallSettingsCase {

    @Test
    void installCommandInstallsInsteadOfUv() throws Exception {
        PythonEnvironment made = ready(
                configured(
                        "py",
                        """
                [testenv:py]
                skip_install = true
                pip_pre = true
                deps = iniconfig==1.1.1
                install_command = python -I -m pip install --no-deps {opts} {packages} -q
                """));
        assertThat(has(made, "iniconfig-1.1.1")).isTrue();
        assertThat(processes.started)
                .contains(List.of(
                        "python", "-I", "-m", "pip", "install", "--no-deps", "--pre", "iniconfig==1.1.1", "-q"));
    }

    /** uv refuses both: "Git sources cannot be editable", and options of a requirement. */
    @Test
    void pipInstallsWhatUvRefuses() throws Exception {
        Path thing = Files.createDirectory(folder.resolve("thing"));
        Files.writeString(
                thing.resolve("setup.py"), "from setuptools import setup\nsetup(name='thing', version='1.0')\n");
        for (List<String> words : List.of(
                List.of("git", "init", "-q"),
                List.of("git", "add", "."),
                List.of("git", "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "first"))) {
            assumeTrue(
                    ShortProcess.run(
                                    Stream.concat(
                                                    words.stream().limit(1),
                                                    Stream.concat(
                                                            Stream.of("-C", thing.toString()),
                                                            words.stream().skip(1)))
                                            .toList(),
                                    System.getenv())
                            .isPresent(),
                    "no git here");
        }
        PythonEnvironment made = ready(configured(
                "py",
                """
                [testenv:py]
                skip_install = true
                deps = -e git+file://%s\\#egg=thing
                       iniconfig==1.1.1 --config-settings=a=b
                """
                        .formatted(thing)));

        assertThat(python(made, "import importlib.metadata as m; print(m.version('thing'))"))
                .isEqualTo("1.0");
        assertThat(made.directory().resolve("src/thing/setup.py")).exists();
        assertThat(has(made, "iniconfig-1.1.1")).isTrue();
        assertThat(steps.outputs.get(1)).startsWith("installed by pip, as uv does not take \"-e git+file:");
    }

    @Test
    void alwaysCopyLinksNothing() throws Exception {
        PythonEnvironment made = ready(configured("py", "[testenv:py]\nskip_install = true\nalways_copy = true\n"));
        assertThat(Files.isRegularFile(made.python(), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
        assertThat(python(made, "import pip; print('pip')")).isEqualTo("pip");
    }

    @Test
    void systemSitePackagesAreSeen() throws Exception {
        PythonEnvironment made =
                ready(configured("py", "[testenv:py]\nskip_install = true\nsystem_site_packages = true\n"));
        assertThat(made.directory().resolve("pyvenv.cfg")).content().contains("include-system-site-packages = true");
    }

    @Test
    void virtualenvSpecMakesTheEnvironment() throws Exception {
        assumeTrue(interpreters.find(List.of("3.9")).isPresent(), "there is no Python 3.9 on this machine");
        PythonEnvironment made = ready(configured(
                "py39",
                "[testenv:py39]\nskip_install = true\ndeps = iniconfig\nvirtualenv_spec = virtualenv==20.21.1\n"));
        assertThat(made.directory().resolve("pyvenv.cfg")).content().contains("virtualenv = 20.21.1");
        assertThat(python(made, "import iniconfig; print('there')")).isEqualTo("there");
    }

    @Test
    void recreateCommandsRunInWhatAnEarlierRunHasLeft() throws Exception {
        String ini =
                """
                [testenv:py]
                skip_install = true
                env_dir = {tox_root}/own
                recreate_commands =
                    python -c "open('seen', 'w').close()"
                    python -c "raise SystemExit(3)"
                """;
        ready(configured("py", ini));
        assertThat(folder.resolve("seen")).doesNotExist();
        ready(project("py", ini));
        assertThat(folder.resolve("seen")).exists();
        assertThat(steps.outputs.get(1)).contains("recreate_commands failed");
    }

    @Test
    void anExternalPackageThatNothingBuiltIsMissedWhereItWasLookedFor() throws Exception {
        assertThat(failed(configured("py", "[testenv:py]\npackage = external\n")))
                .contains("no package found in", Path.of("dist", "*").toString());
    }

    @Test
    void depsOfThePackagingEnvironmentAreRefusedWithTheirPlace() throws Exception {
        writeProject("");
        assertThat(failed(configured("py", "[testenv:py]\npackage = wheel\n[testenv:.pkg]\ndeps = setuptools-scm\n")))
                .contains("tox.ini:4", ".pkg", "build-system.requires");
    }

    @Test
    void anEnvironmentWaitsForAnotherInTheSameFolder() throws Exception {
        ToxEnvironment one = configured(
                "one", "[testenv]\nskip_install = true\nenv_dir = {tox_root}/shared\n[testenv:one]\n[testenv:two]\n");
        ToxEnvironment two = project.find("two").orElseThrow();
        ready(one);
        CountDownLatch begun = new CountDownLatch(1);
        RecordedSteps second = new RecordedSteps();
        CompletableFuture<Provisioned> waiting = CompletableFuture.supplyAsync(() -> {
            begun.countDown();
            try {
                return environments.provision(two, processes, second);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        begun.await();
        assertThat(second.events).isEmpty();
        environments.discard(one);
        assertThat(waiting.get()).isInstanceOf(Provisioned.Ready.class);
        environments.discard(two);
    }

    @Test
    void withoutUvAndIndexItIsSaidWhatToDo() throws Exception {
        Path python =
                interpreters.find(List.of("3.11", "3.10", "3.9")).orElseThrow().executable();
        var environ = new java.util.HashMap<>(System.getenv());
        environ.keySet().removeIf(name -> name.startsWith("UV_") || name.startsWith("PIP_"));
        environ.put("PATH", python.getParent().toString());
        environ.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        environ.put("PIP_NO_INDEX", "1");
        configured("py", "[testenv:py]\nskip_install = true\ndeps = iniconfig\n");
        environments.close();
        placement = Placement.open("auto");
        Interpreters few = Interpreters.of(environ);
        ToxProject read = ToxProject.load(
                folder.resolve("tox.ini"),
                new ToxInvocation(environ, Optional.empty(), List.of(), Optional.of(placement), few));
        environments = Environments.open(read, placement, few, new EnvironmentOptions(environ, Optional.empty()));
        assertThat(failed(read.find("py").orElseThrow()))
                .contains("uv is not on PATH", "-m pip download uv", "Install uv and put it on PATH", "package index");
    }
}
