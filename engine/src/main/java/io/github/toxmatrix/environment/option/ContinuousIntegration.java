package io.github.toxmatrix.environment.option;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Whether a CI runs this process: by the variables by which tox finds it ({@code tox/util/ci.py}), and that of Jenkins. */
public final class ContinuousIntegration {

    private static final Set<String> ANY_VALUE = Set.of(
            "bamboo.buildKey",
            "BUILD_ID",
            "CODEBUILD_BUILD_ID",
            "GITLAB_CI",
            "HEROKU_TEST_RUN_ID",
            "JENKINS_URL",
            "TEAMCITY_VERSION");
    private static final Set<String> TRUE =
            Set.of("TF_BUILD", "BUILDKITE", "CIRCLECI", "CIRRUS_CI", "GITHUB_ACTIONS", "TRAVIS");

    private ContinuousIntegration() {}

    static boolean isIn(Map<String, String> environ) {
        return isOn(environ.getOrDefault("CI", ""))
                || environ.entrySet().stream().anyMatch(variable -> isOne(variable.getKey(), variable.getValue()));
    }

    /** {@code CI=false} is how a person says that it is none. */
    private static boolean isOn(String value) {
        return !Set.of("", "0", "false").contains(value.toLowerCase(Locale.ROOT));
    }

    private static boolean isOne(String name, String value) {
        // TeamCity's own plugin for IDEs says LOCAL
        return TRUE.contains(name)
                ? value.equalsIgnoreCase("true")
                : ANY_VALUE.contains(name) && !value.equals("LOCAL");
    }
}
