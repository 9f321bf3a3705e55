package io.github.toxmatrix.tox.key;

import io.github.toxmatrix.tox.invocation.Host;
import io.github.toxmatrix.tox.setting.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What markers can ask of the machine, and of the Python that stands for the one tox runs in (PEP 508). */
public final class MarkerEnvironment {

    private MarkerEnvironment() {}

    /** Without any Python on the machine, those of the one that the environment asks for. */
    public static Map<String, String> of(Scope scope) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("os_name", Host.isWindows() ? "nt" : "posix");
        variables.put("sys_platform", Host.platform());
        variables.put(
                "platform_system",
                switch (Host.platform()) {
                    case "win32" -> "Windows";
                    case "darwin" -> "Darwin";
                    case "linux" -> "Linux";
                    default -> System.getProperty("os.name");
                });
        variables.put("platform_machine", Host.machine());
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
