package io.tidemark.analytics.rest;

import io.tidemark.analytics.engine.Answer;
import io.tidemark.analytics.engine.Basis;
import io.tidemark.analytics.folder.Shares;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.List;

/// How entries are spread over groups.
@Schema(name = "Distribution")
public record SharesAnswer(
        @Schema(examples = "extension") String by,

        @Schema(description = "Groups that take most, first")
        List<Shares.Share> items,

        @Schema(description = "The groups that are not listed")
        Shares.Other other,

        @Schema(description = "All groups together") Shares.Sum total,
        Basis basis)
        implements Tabular {

    @Override
    public Class<? extends Record> itemType() {
        return Shares.Share.class;
    }

    static SharesAnswer of(String by, Answer<Shares> answer) {
        Shares shares = answer.value();
        return new SharesAnswer(by, shares.groups(), shares.other(), shares.total(), answer.basis());
    }
}
