package io.tidemark.auth.agent;

import io.tidemark.auth.credential.ClientId;
import io.tidemark.platform.problem.FieldError;
import io.tidemark.platform.problem.ProblemException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// An enrolment token that somebody wants.
///
/// @param tags in the form that history-service takes
public record NewEnrolment(Optional<String> server, Map<String, String> tags, Duration lifetime) {
    public static final Duration USUAL = Duration.ofHours(1);
    public static final Duration LONGEST = Duration.ofDays(7);

    /// They travel in each of the agent's tokens.
    private static final int MOST_TAGS = 20;

    private static final Pattern TAG_KEY = Pattern.compile("[a-z][a-z0-9._-]{0,62}");
    private static final Pattern TAG_VALUE = Pattern.compile("\\S|\\S[^\\p{Cntrl}]{0,62}\\S");

    /// @throws ProblemException 422 that names every wrong field
    public NewEnrolment {
        tags = Map.copyOf(tags);
        List<FieldError> errors = new ArrayList<>();
        if (server.filter(name -> !isServer(name)).isPresent()) {
            errors.add(new FieldError("server", SERVER_FORM));
        }
        if (tags.size() > MOST_TAGS || !tags.entrySet().stream().allMatch(NewEnrolment::isTag)) {
            errors.add(new FieldError(
                    "tags",
                    "must be at most " + MOST_TAGS + ": each key lower case letters, digits, '.', '_' and '-', a letter"
                            + " first, each value 1 to 64 characters without blanks at its ends"));
        }
        if (!lifetime.isPositive() || lifetime.compareTo(LONGEST) > 0) {
            errors.add(new FieldError("lifetime", "must be more than nothing and at most " + LONGEST));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.fields(errors);
        }
    }

    static final String SERVER_FORM =
            "must be a server's name: letters, digits, '.', '_' and '-', at most 253, a letter or digit first";

    static boolean isServer(String name) {
        return ClientId.isValid("scan@" + name);
    }

    private static boolean isTag(Map.Entry<String, String> tag) {
        return TAG_KEY.matcher(tag.getKey()).matches()
                && TAG_VALUE.matcher(tag.getValue()).matches();
    }
}
