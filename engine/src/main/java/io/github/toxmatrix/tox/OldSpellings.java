package io.github.toxmatrix.tox;

import io.github.toxmatrix.tox.setting.Loader;
import io.github.toxmatrix.tox.setting.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What tox 3 read and tox 4 does not, and what there is instead. Spellings that tox 4 still takes ({@code envlist},
 * {@code skipsdist}, {@code setupdir}) are no concern, and neither is an old key beside the new one, for both versions.
 */
final class OldSpellings {

    /** @param instead the key that says the same; empty for none */
    private record Key(String instead, String advice) {}

    private static final Map<String, Key> OF_CORE = Map.of(
            "indexserver", new Key("", "name indexes in pip's or uv's configuration, or by PIP_INDEX_URL in set_env"),
            "isolated_build", new Key("", "packages are always built in an environment of their own"),
            "distshare", new Key("", "nothing shares packages between projects any more"),
            "distdir", new Key("", "built packages lie in the folder of their packaging environment"),
            "sdistsrc", new Key("", "build elsewhere and install what was built by package = external"));

    private static final Map<String, Key> OF_ENVIRONMENTS = Map.of(
            "whitelist_externals",
            new Key("allowlist_externals", "write allowlist_externals"),
            "downloadcache",
            new Key("", "installers have caches of their own"),
            "distribute",
            new Key("", "setuptools is what there is"));

    /** A section that tox 3 read beside the core section where Jenkins ran it. */
    private static final String JENKINS = "tox:jenkins";

    private OldSpellings() {}

    /** In the order of the sections. */
    static List<Hint> in(Source source) {
        List<Hint> hints = new ArrayList<>();
        String core = source.core().section();
        for (Loader section : source.sections()) {
            if (section.section().equals(JENKINS)) {
                hints.add(new Hint(
                        section.position(),
                        "[" + JENKINS + "]: tox 4 does not read this section; write {env:…} where values differ"));
            }
            boolean ofCore = section.section().equals(core);
            addKeys(section, ofCore ? OF_CORE : OF_ENVIRONMENTS, hints);
        }
        return List.copyOf(hints);
    }

    private static void addKeys(Loader section, Map<String, Key> keys, List<Hint> hints) {
        Set<String> there = section.keys();
        keys.forEach((name, key) -> {
            if (there.contains(name) && !there.contains(key.instead())) {
                section.position(name)
                        .ifPresent(position -> hints.add(
                                new Hint(position, name + ": tox 4 does not know this key; " + key.advice())));
            }
        });
    }
}
