package io.tidemark.analytics.rest;

import io.tidemark.analytics.engine.Answer;
import io.tidemark.analytics.engine.Basis;
import io.tidemark.analytics.fleet.GroupStanding;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.List;

/// Groups of servers beside each other.
@Schema(name = "FleetGroups")
public record GroupsAnswer(
        @Schema(examples = "size") String by,
        @Schema(description = "Greatest total first") List<GroupStanding> items,
        Basis basis)
        implements Tabular {

    @Override
    public Class<? extends Record> itemType() {
        return GroupStanding.class;
    }

    static GroupsAnswer of(String by, Answer<List<GroupStanding>> answer) {
        return new GroupsAnswer(by, answer.value(), answer.basis());
    }
}
