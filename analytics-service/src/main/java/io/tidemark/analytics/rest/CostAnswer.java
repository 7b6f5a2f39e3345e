package io.tidemark.analytics.rest;

import io.tidemark.analytics.cost.Bill;
import io.tidemark.analytics.cost.Cited;
import io.tidemark.analytics.engine.Answer;
import io.tidemark.analytics.engine.Basis;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.List;

/// What storage costs a month, in parts that add up.
@Schema(name = "Cost")
public record CostAnswer(
        @Schema(examples = "owner") String by,

        @Schema(description = "The dearest parts, first") List<Bill.Part> items,

        @Schema(description = "What is not listed, for each currency")
        List<Bill.Total> others,

        @Schema(description = "All parts together, for each currency")
        List<Bill.Total> totals,

        @Schema(description = "What is in no amount, because nobody said what it costs")
        Bill.Unpriced unpriced,

        @Schema(description = "The versions of prices that hold for these servers")
        List<Cited> prices,

        Basis basis)
        implements Tabular {

    @Override
    public Class<? extends Record> itemType() {
        return Bill.Part.class;
    }

    static CostAnswer of(String by, Answer<Bill> answer) {
        Bill bill = answer.value();
        return new CostAnswer(
                by, bill.parts(), bill.others(), bill.totals(), bill.unpriced(), bill.prices(), answer.basis());
    }
}
