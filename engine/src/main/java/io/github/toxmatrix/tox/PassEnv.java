package io.github.toxmatrix.tox;

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
        for (String pattern : patterns) {
            if (pattern.chars().anyMatch(Character::isWhitespace)) {
                throw new ToxConfigurationException("a pass_env value cannot contain white space, as '" + pattern
                        + "' does; separate several on one line by commas");
            }
        }
        patterns.addAll(EVERYWHERE);
        patterns.addAll(Host.isWindows() ? WINDOWS : UNIX);
        return List.copyOf(patterns);
    }
}
