package io.tidemark.analytics.rest;

import io.tidemark.analytics.cost.Bill.Unpriced;
import io.tidemark.analytics.cost.Cited;
import io.tidemark.analytics.cost.SavingsPlan;
import io.tidemark.analytics.engine.Answer;
import io.tidemark.analytics.engine.Basis;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.List;

/// What moving unused files to another tier would save.
@Schema(name = "Savings")
public record SavingsAnswer(
        @Schema(examples = "server") String by,

        @Schema(description = "The tier they would go to", examples = "archive")
        String to,

        @Schema(description = "Parts that save most, first") List<SavingsPlan.Part> items,

        @Schema(description = "All parts together, listed or not, for each currency")
        List<SavingsPlan.Part> totals,

        @Schema(description = "Unused files of servers without prices, or without this tier")
        Unpriced unpriced,

        @Schema(description = "The versions of prices that hold for these servers")
        List<Cited> prices,

        Basis basis)
        implements Tabular {

    @Override
    public Class<? extends Record> itemType() {
        return SavingsPlan.Part.class;
    }

    static SavingsAnswer of(String by, String to, Answer<SavingsPlan> answer) {
        SavingsPlan plan = answer.value();
        return new SavingsAnswer(by, to, plan.parts(), plan.totals(), plan.unpriced(), plan.prices(), answer.basis());
    }
}
