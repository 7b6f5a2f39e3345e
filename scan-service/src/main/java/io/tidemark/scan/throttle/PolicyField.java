package io.tidemark.scan.throttle;

import io.tidemark.platform.problem.FieldError;

import java.util.Optional;
import java.util.stream.Stream;

/// The fields of a policy and what each may be.
enum PolicyField {
    CPU_SHARE("cpuShare", "a number above 0 and at most 1"),
    CALLS_PER_SECOND("callsPerSecond", "a whole number of at least 1, or null for no limit"),
    HOURS("hours", "a list of at most 24 windows such as \"22:00-06:00\", empty for the whole day"),
    ZONE("zone", "a time zone such as \"Europe/Berlin\""),
    LONGEST("longest", "a duration from PT1S to P366D such as \"PT6H\", or null for no limit"),
    IDLE("idle", "true or false"),
    BACK_OFF("backOff", "true or false"),
    EXCLUDE("exclude", "a list of at most 1000 gitignore patterns"),
    INCLUDE("include", "a list of at most 1000 gitignore patterns"),
    ONE_FILESYSTEM("oneFilesystem", "true or false");

    private final String word;
    private final String right;

    PolicyField(String word, String right) {
        this.word = word;
        this.right = right;
    }

    static Optional<PolicyField> of(String word) {
        return Stream.of(values()).filter(field -> field.word.equals(word)).findFirst();
    }

    String word() {
        return word;
    }

    void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException(word + " must be " + right);
        }
    }

    FieldError wrong() {
        return new FieldError("policy." + word, "must be " + right);
    }
}
