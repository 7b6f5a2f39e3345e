package io.tidemark.alert.rule;

import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Which version a writer means to change: what `If-Match` says, else what the draft says.
public final class ExpectedVersion {

    private static final Pattern TAG = Pattern.compile("\"?([1-9][0-9]{0,17})\"?");

    private ExpectedVersion() {}

    /// The version; empty where any is welcome (`If-Match: *`).
    ///
    /// @throws ProblemException 422 when neither says one; 412 when `If-Match` cannot be a version of a rule
    public static OptionalLong of(@Nullable String ifMatch, @Nullable Long drafted) {
        if (ifMatch != null) {
            return ofHeader(ifMatch.strip());
        }
        if (drafted == null) {
            throw ProblemException.field("version", "is missing: send the version you have read, here or as If-Match");
        }
        return OptionalLong.of(drafted);
    }

    /// As above, for changes that may come without a version.
    public static OptionalLong ofHeader(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return OptionalLong.empty();
        }
        var tag = TAG.matcher(ifMatch);
        if (!tag.matches()) {
            throw new ProblemException(ProblemCode.PRECONDITION_FAILED, "If-Match: no rule has this version");
        }
        return OptionalLong.of(Long.parseLong(tag.group(1)));
    }
}
