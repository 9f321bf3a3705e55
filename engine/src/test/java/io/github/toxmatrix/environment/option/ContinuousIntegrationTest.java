package io.github.toxmatrix.environment.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContinuousIntegrationTest {

    @ParameterizedTest
    @CsvSource({
        "CI,true",
        "CI,1",
        "TF_BUILD,True",
        "GITHUB_ACTIONS,true",
        "GITLAB_CI,true",
        "JENKINS_URL,https://example.org/",
        "TEAMCITY_VERSION,2024.1",
        "CODEBUILD_BUILD_ID,a:b",
        "BUILDKITE,true"
    })
    void noAnswerOfAnEarlierRunCountsInACi(String variable, String value) {
        assertThat(EnvironmentOptions.maxAge(Map.of(variable, value))).isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource({"CI,false", "CI,0", "CI,''", "TEAMCITY_VERSION,LOCAL", "TF_BUILD,false", "CI_NODE_INDEX,1"})
    void elsewhereAnAnswerCountsForADay(String variable, String value) {
        assertThat(EnvironmentOptions.maxAge(Map.of(variable, value))).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void aDevelopersMachineHasNoneOfThem() {
        assertThat(ContinuousIntegration.isIn(Map.of("HOME", "/home/a"))).isFalse();
    }
}
