package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.tox.ini.IniDocument;
import io.github.toxmatrix.tox.ini.IniSource;
import io.github.toxmatrix.tox.invocation.ToxInvocation;
import io.github.toxmatrix.tox.key.RunKeys;
import io.github.toxmatrix.tox.setting.Loader;
import io.github.toxmatrix.tox.setting.NamedEnvironment;
import io.github.toxmatrix.tox.setting.Overrides;
import io.github.toxmatrix.tox.setting.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * tox looks through all conditions of a file again for each reference that it resolves ({@code Config.__contains__} in
 * {@code config/main.py}); here they are looked through once.
 */
class ReferencesAmongManyTest {

    @TempDir
    Path folder;

    @Test
    void findTheEnvironmentsOfTheFileOnce() throws IOException {
        Path file = Files.writeString(
                folder.resolve("tox.ini"),
                """
                [tox]
                env_list = e{1-50}
                [testenv]
                description = {env_name} of {[testenv:e1]labels} {[common]text} {tox_root}
                labels = l
                deps = more: x
                [common]
                text = {[testenv:e2]labels}
                """);
        Counting source = new Counting(IniSource.ofToxIni(IniDocument.read(file)));
        ToxProject project = new ConfiguredProject(source, ToxInvocation.ofThisProcess());

        assertThat(project.environments()).hasSize(51).allSatisfy(environment -> assertThat(
                        environment.get(RunKeys.DESCRIPTION))
                .isEqualTo(environment.name() + " of l l " + folder));
        assertThat(source.scans).isEqualTo(1);
    }

    /** How often the environments that a file names are looked for. */
    private static final class Counting implements Source {

        private final Source source;
        private int scans;

        Counting(Source source) {
            this.source = source;
        }

        @Override
        public List<NamedEnvironment> additionalEnvironments(List<String> envList) {
            scans++;
            return source.additionalEnvironments(envList);
        }

        @Override
        public Path file() {
            return source.file();
        }

        @Override
        public List<Loader> sections() {
            return source.sections();
        }

        @Override
        public Loader core() {
            return source.core();
        }

        @Override
        public Optional<Loader> environment(String name, Overrides overrides) {
            return source.environment(name, overrides);
        }

        @Override
        public List<String> runBase(String name) {
            return source.runBase(name);
        }

        @Override
        public List<String> packageBase(String name) {
            return source.packageBase(name);
        }

        @Override
        public List<Loader> bases(List<String> base, Overrides overrides) {
            return source.bases(base, overrides);
        }
    }
}
