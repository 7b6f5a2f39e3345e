package io.tidemark.analytics.rest;

import io.tidemark.analytics.proof.FileAnswer;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.List;

/// What an agent says of files it was asked to hash.
@Schema(name = "HashingAnswers")
public record HashingAnswers(List<FileAnswer> answers) {
    public HashingAnswers {
        if (answers == null || answers.contains(null)) {
            throw new IllegalArgumentException("must be a list of answers, none of them null");
        }
        answers = List.copyOf(answers);
    }
}
