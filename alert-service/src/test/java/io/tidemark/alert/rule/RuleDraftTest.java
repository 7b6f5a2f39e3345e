package io.tidemark.alert.rule;

import io.tidemark.platform.problem.FieldError;
import io.tidemark.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class RuleDraftTest {

    private static final RuleId ID = new RuleId("full");

    @Test
    void takesFiveMinutesAndEverythingWhereNothingIsSaid() {
        var draft = new RuleDraft(null, "Full", "used-share", 0.9, 0.8, "critical", null, null, null, null, null);

        var rule = draft.toRule(ID);

        assertThat(rule)
                .isEqualTo(new Rule(
                        ID,
                        "Full",
                        new Threshold(Measure.USED_SHARE, 0.9, 0.8),
                        Severity.CRITICAL,
                        Duration.ofMinutes(5),
                        Scope.EVERYTHING,
                        true,
                        1));
    }

    @Test
    void namesEveryWrongFieldAtOnce() {
        var draft = new RuleDraft(null, " ", "used", 85.0, null, "Warning", "5 min", "", null, null, null);

        var problem = catchThrowableOfType(ProblemException.class, () -> draft.toRule(ID));

        assertThat(problem.code().status()).isEqualTo(422);
        assertThat(problem.errors())
                .extracting(FieldError::field)
                .containsExactly("name", "measure", "clearThreshold", "severity", "holdFor", "server");
    }

    @Test
    void saysThatAPercentageIsNotAShare() {
        var draft = new RuleDraft(null, "Full", "used-share", 85.0, 83.0, "warning", null, null, null, null, null);

        var problem = catchThrowableOfType(ProblemException.class, () -> draft.toRule(ID));

        assertThat(problem.errors())
                .containsExactly(
                        new FieldError("threshold", "cannot be a reading of used-share"),
                        new FieldError("clearThreshold", "cannot be a reading of used-share"));
    }

    @Test
    void wantsTheClearThresholdOnTheSafeSide() {
        var draft = new RuleDraft(null, "Low", "free-bytes", 1000.0, 900.0, "warning", null, null, null, null, null);

        var problem = catchThrowableOfType(ProblemException.class, () -> draft.toRule(ID));

        assertThat(problem.errors())
                .containsExactly(new FieldError(
                        "clearThreshold", "the clear threshold must lie on the safe side of the threshold"));
    }

    @Test
    void refusesHoldTimesBelowZeroAndBeyondAWeek() {
        for (var hold : new String[] {"PT-1S", "P8D"}) {
            var draft = new RuleDraft(null, "Full", "used-share", 0.9, 0.8, "warning", hold, null, null, null, null);

            var problem = catchThrowableOfType(ProblemException.class, () -> draft.toRule(ID));

            assertThat(problem.errors()).containsExactly(new FieldError("holdFor", "must be from PT0S to P7D"));
        }
    }
}
