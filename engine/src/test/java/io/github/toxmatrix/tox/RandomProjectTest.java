package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Random configurations mix what the rules of {@code docs/conformance.md} are about; its table says which. */
class RandomProjectTest {

    /** By the number of a rule, something that no configuration without that feature holds. */
    private static final Map<Integer, Pattern> FEATURES = features(
            "1 beside \\{tox\\.toml=env_list",
            "2 beside \\{pyproject\\.toml=\\[tool\\.tox\\]\\n\\}",
            "3 \\[broken",
            "4 ---- setup\\.cfg[\\s\\S]*\\n\\[testenv",
            "5 \\[DEFAULT\\]",
            "6 \\n[ \\t]*# comment\\n",
            "7 \\n\\[testenv:[^\\]\\n]*\\{\\w+,",
            "8 \\ndescription = [\\w.]+: ",
            "9 \\n[ \\t]+\\w+-\\w+: ",
            "10 \\nlabels = ",
            "11 \\nenv_?list = *\\n\\w",
            "12 a/b",
            "13 \\npackage_env = \"?a\"?\\s",
            "14 \\{,\\w|,\\}",
            "15 \\{10-\\}",
            "16 py-django-4-2",
            "17 \\nenv_?list = \\n +\\S+\\n +\\S",
            "18 \\{\\w+ , \\w",
            "19 http://h/p",
            "20 \\n[ \\t]+py3\\*: ",
            "21 !\\{\\w+,",
            "22 x86_64: ",
            "23 env\\.\"\\{a,b\\}-x\"\\]",
            "24 \\n[ \\t]+!?\\w+: [^\\n]*\\\\\\n",
            "25 \\n[ \\t]+(linux|win32): ",
            "26 \\nset_?env = \\n[ \\t]+!?\\w+: [^\\n]*\\n\\w",
            "27 \\w:  \\w",
            "28 #comment",
            "29 \\\\ # c",
            "30 \\\\ *\\n[ \\t]*# comment",
            "31 \\nextras = \\n",
            "32 \\ncommands = \\n[^\\n]*,",
            "33 = FALSE\\n",
            "34 \\n(suicide|interrupt|terminate)_timeout = \\n",
            "35 \\n\\w+_?dir = (\"\")?\\n",
            "36 \"open",
            "37 \\nsetenv",
            "38 whitelist_externals",
            "39 \\{env:\\w+:a:b\\}",
            "40 \\{unknown:x\\}",
            "41 \\{(package_env|labels)",
            "42 \\{\\[base\\]",
            "43 \\{\\[common\\]\\w+:",
            "44 A=\\{env:B\\}",
            "45 \\{glob:",
            "46 \\{env:BRACES",
            "47 \\\\\\{x\\\\\\}",
            "48 \\n(extras|labels) = [^\\n]*\\{",
            "49 (pytest|django)(==|>=)\\{",
            "50 \\ncommands = [^\\n]*\\n?[ \\t]*\\{\\[\\w+\\]commands",
            "51 \\n(work_dir|toxworkdir) = [^\\n]*\\{env:",
            "52 \\nbase = [^\\n]*testenv:b",
            "53 \\[pkgenv\\]",
            "54 \\n\\[testenv:[\\s\\S]*\\ndeps",
            "55 \\n\\[testenv:[^\\]\\n]*\\{[^\\]\\n]*\\}",
            "56 ; sys_platform == 'win32'",
            "57 file\\|vars\\.env",
            "58 (TOX_ENV_NAME|TOX_WORK_DIR)",
            "59 \\{\\[\\w+(:\\w+)?\\]set_?env\\}",
            "60 \\npass_?env = ",
            "61 py311-py310|py310-py311|pypy3-py",
            "62 \\nbase_?python = ",
            "63 \\[\\[\\]\\]",
            "64 product = \\[",
            "65 \\n\\[(tool\\.tox\\.)?env_base\\.",
            "66 of = \\[\"tool\", \"tox\"",
            "67 condition = \"",
            "68 \\{ replace = \"posargs\"[^}]*extend = true",
            "69 \"[^\"\\n]*\\{posargs[^\"\\n]*\"",
            "70 \\[\\[\\]",
            "71 replace = \"nope\"",
            "72 \\nKey = ",
            "73 options \\[-e, ",
            "74 variables \\{[^}]*TOX_OVERRIDE",
            "75 \\nrequires = ",
            "77 \\nskipsdist = ",
            "78 \\ndescription = \\n[ \\t]+!?\\w+: ",
            "79 \\nplatform = a: b");

    @Test
    void mixesTheFeaturesOfRules() throws IOException {
        Map<Integer, Pattern> missing = new TreeMap<>(FEATURES);
        LongStream.range(0, 4_000)
                .mapToObj(seed -> RandomProject.of(seed).toString())
                .forEach(project -> missing.values()
                        .removeIf(feature -> feature.matcher(project).find()));

        assertThat(missing).isEmpty();
    }

    @Test
    void isToldToMixTheseAndNoOthers() throws IOException {
        Path table = Path.of("..", "docs", "conformance.md");
        assumeTrue(Files.exists(table), () -> "skipped: there is no " + table.toAbsolutePath());
        Set<Integer> told = new TreeSet<>();
        Pattern row = Pattern.compile("\\| (\\d+) \\| .* \\| yes \\| .* \\|");
        for (String line : Files.readAllLines(table)) {
            Matcher rule = row.matcher(line);
            if (rule.matches()) {
                told.add(Integer.valueOf(rule.group(1)));
            }
        }

        assertThat(told).isEqualTo(FEATURES.keySet());
    }

    private static Map<Integer, Pattern> features(String... features) {
        Map<Integer, Pattern> patterns = new TreeMap<>();
        for (String feature : features) {
            int blank = feature.indexOf(' ');
            patterns.put(Integer.valueOf(feature.substring(0, blank)), Pattern.compile(feature.substring(blank + 1)));
        }
        return patterns;
    }
}
