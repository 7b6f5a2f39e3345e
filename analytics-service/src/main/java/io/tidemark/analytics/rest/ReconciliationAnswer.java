package io.tidemark.analytics.rest;

import io.tidemark.analytics.engine.Answer;
import io.tidemark.analytics.engine.Basis;
import io.tidemark.analytics.reconciliation.Balance;
import io.tidemark.analytics.reconciliation.Balances;
import io.tidemark.analytics.reconciliation.Balances.Uncompared;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.List;

/// Volumes beside what was counted on them.
@Schema(name = "Reconciliation")
public record ReconciliationAnswer(
        @Schema(description = "What is explained least, first")
        List<Balance> items,

        @Schema(description = "Roots that were scanned, but of whose volume nothing is known, or may be seen")
        List<Uncompared> uncompared,

        Basis basis)
        implements Tabular {

    @Override
    public Class<? extends Record> itemType() {
        return Balance.class;
    }

    static ReconciliationAnswer of(Answer<Balances> answer) {
        return new ReconciliationAnswer(answer.value().volumes(), answer.value().uncompared(), answer.basis());
    }
}
