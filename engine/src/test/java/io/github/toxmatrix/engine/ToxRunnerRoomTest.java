package io.github.toxmatrix.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.toxmatrix.environment.place.Placement;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Environments of the installed tox for which RAM has no room. */
class ToxRunnerRoomTest extends ToxRunnerCase {

    private static void assumeRam() throws IOException {
        try (Placement placement = Placement.open("auto")) {
            assumeTrue(placement.describe().startsWith("RAM"), "there is no RAM disk with room here");
        }
    }

    /** An installer that finds no room in RAM, without writing anything. */
    @Test
    void anEnvironmentThatRamHasNoRoomForIsMadeAgainOnDisk() throws Exception {
        assumeRam();
        write(
                "install.py",
                """
                import os, sys
                if sys.prefix.startswith("/dev/shm/"):
                    sys.exit("OSError: [Errno 28] No space left on device")
                print("installed in", sys.prefix)
                """);
        write(
                "tox.ini",
                """
                [testenv]
                skip_install = true
                deps = thing
                install_command = python {tox_root}/install.py {packages}
                commands = python -c "import os, sys; open(os.path.join(r'{env_tmp_dir}', 'x'), 'w'); print('ran in', sys.prefix)"
                """);

        Map<String, String> byTox = run(byTox("matrix.envs", "py", "matrix.verbose", "true"));

        assertThat(byTox).hasSize(3).allSatisfy((test, outcome) -> assertThat(outcome)
                .isEqualTo("SUCCESSFUL"));
    }

    @Test
    void oneThatLacksRoomOnDiskTooFailsOnce() throws Exception {
        assumeRam();
        write(
                "tox.ini",
                """
                [testenv]
                skip_install = true
                deps = thing
                install_command = python -c "import sys; sys.exit('No space left on device')" {packages}
                """);

        Map<String, String> byTox = run(byTox("matrix.envs", "py"));

        assertThat(byTox)
                .containsOnlyKeys("py: provision: create", "py: provision: deps", "py: provision: room")
                .containsEntry("py: provision: create", "SUCCESSFUL");
        assertThat(byTox.get("py: provision: room")).contains("free of", "matrix.place");
    }
}
