package io.github.toxmatrix.environment.installer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.index.RealUv;
import io.github.toxmatrix.index.Wheel;
import io.github.toxmatrix.interpreter.ShortProcess;
import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.process.Processes;
import io.github.toxmatrix.resolution.AsOf;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An {@code install_command} that is another installer than pip. */
@Timeout(120)
@Tag("slow")
class InstallCommandTest extends InstallerVariablesCase {

    @Test
    void aUvThatItStartsIsToldOfTheTimeToo() throws Exception {
        behind.publish(
                "demo",
                Map.of(
                        new Wheel("demo", "1.0"), "2020-01-01T00:00:00Z",
                        new Wheel("demo", "2.0"), "2021-01-01T00:00:00Z"));
        asOf = Optional.of(AsOf.parse("2020-06-01"));
        String uv = RealUv.find().toString();
        Installation made =
                environment("one", "UV_INDEX_URL", behind.url("/simple/").toString());
        Path environment = made.environment();
        assertThat(ShortProcess.run(
                        List.of(uv, "venv", "-q", "-p", python.orElseThrow().toString(), environment.toString()),
                        made.variables()))
                .isPresent();
        List<String> command =
                List.of(uv, "pip", "install", "--no-cache", "--python", environment.toString(), "{packages}");
        try (Processes processes = Processes.open();
                ProcessScope scope = processes.scope("py", Optional.empty());
                InstallerVariables sources = open()) {
            Installation installation = new Installation(scope, environment, folder, made.variables());
            UvInstaller maker = new UvInstaller(Path.of(uv), sources, asOf, () -> folder.resolve("files"));
            assertThat(new InstallCommand(maker, sources, command).install(installation, List.of("demo")))
                    .contains("demo==1.0");
        }
    }
}
