package io.github.toxmatrix.tox;

import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The platform as Python names it. */
final class Host {

    private Host() {}

    /** {@code sys.platform}. */
    static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (os.contains("win")) {
            return os.contains("darwin") ? "darwin" : "win32";
        }
        return os.contains("mac") ? "darwin" : os.split(" ", -1)[0];
    }

    static boolean isWindows() {
        return File.separatorChar == '\\';
    }

    /** {@code platform.machine()} in tox's spelling: {@code x86_64}, {@code arm64}. */
    static String machine() {
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return switch (arch) {
            case "amd64", "x64" -> "x86_64";
            case "aarch64" -> "arm64";
            case "x86", "i386", "i486", "i586", "i686" -> "x86";
            default -> arch;
        };
    }

    /** What markers can ask of the machine, and of the Python that stands for the one tox runs in (PEP 508);
     * without any Python, of the one that the environment asks for. */
    static Map<String, String> markerEnvironment(Scope scope) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("os_name", isWindows() ? "nt" : "posix");
        variables.put("sys_platform", platform());
        variables.put(
                "platform_system",
                switch (platform()) {
                    case "win32" -> "Windows";
                    case "darwin" -> "Darwin";
                    case "linux" -> "Linux";
                    default -> System.getProperty("os.name");
                });
        variables.put("platform_machine", machine());
        scope.configuration()
                .invocation()
                .interpreters()
                .find(List.of())
                .or(() -> scope.environment()
                        .flatMap(settings -> BasePython.nominal(settings.get(PythonKeys.BASE_PYTHON, scope.chain()))))
                .ifPresent(interpreter -> {
                    variables.put("python_version", interpreter.shortVersion());
                    variables.put("python_full_version", interpreter.version());
                    variables.put("implementation_name", interpreter.implementation());
                    variables.put("implementation_version", interpreter.version());
                    variables.put(
                            "platform_python_implementation",
                            interpreter.implementation().equals("pypy") ? "PyPy" : "CPython");
                });
        return variables;
    }
}
