package io.github.toxmatrix.tox.key;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.invocation.Host;
import io.github.toxmatrix.tox.setting.Settings;
import io.github.toxmatrix.tox.text.PythonText;
import java.util.List;
import java.util.TreeSet;

/** The variables that every environment sees (tox's {@code tox_env/api.py}, {@code python/api.py}, {@code virtual_env/api.py}). */
final class PassEnv {

    private static final List<String> EVERYWHERE = List.of(
            "https_proxy",
            "http_proxy",
            "no_proxy",
            "LANG",
            "LANGUAGE",
            "CURL_CA_BUNDLE",
            "SSL_CERT_FILE",
            "CC",
            "CFLAGS",
            "CCSHARED",
            "CXX",
            "CPPFLAGS",
            "LD_LIBRARY_PATH",
            "LDFLAGS",
            "HOME",
            "FORCE_COLOR",
            "NO_COLOR",
            "NETRC",
            "PYTHON_GIL",
            "PKG_CONFIG",
            "PKG_CONFIG_PATH",
            "PKG_CONFIG_SYSROOT_DIR",
            "REQUESTS_CA_BUNDLE",
            "PIP_*",
            "VIRTUALENV_*");

    private static final List<String> WINDOWS = List.of(
            "TEMP",
            "TMP",
            "USERPROFILE",
            "PATHEXT",
            "MSYSTEM",
            "WINDIR",
            "APPDATA",
            "LOCALAPPDATA",
            "PROGRAMDATA",
            "PROGRAMFILES(x86)",
            "PROGRAMFILES",
            "SYSTEMDRIVE",
            "SYSTEMROOT",
            "COMSPEC",
            "PROCESSOR_ARCHITECTURE",
            "NUMBER_OF_PROCESSORS");

    private static final List<String> UNIX =
            List.of("TMPDIR", "NIX_LD", "NIX_LD_LIBRARY_PATH", "SSH_AGENT_PID", "SSH_AUTH_SOCK");

    private PassEnv() {}

    static List<String> withDefaults(Settings settings, List<String> configured) {
        TreeSet<String> patterns = new TreeSet<>(configured);
        patterns.addAll(EVERYWHERE);
        patterns.addAll(Host.isWindows() ? WINDOWS : UNIX);
        List<String> invalid = patterns.stream()
                .filter(pattern -> pattern.chars().anyMatch(c -> " \t\n\r\u000b\f".indexOf(c) >= 0))
                .map(PythonText::repr)
                .toList();
        if (!invalid.isEmpty()) {
            throw ToxConfigurationException.raised(
                    "Fail",
                    "pass_env values cannot contain whitespace, use comma to have multiple values in a single line,"
                            + " invalid values found " + String.join(", ", invalid));
        }
        return List.copyOf(patterns);
    }
}
