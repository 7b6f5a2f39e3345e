package io.tidemark.analytics.rest;

import io.tidemark.analytics.cost.Charged;
import io.tidemark.analytics.cost.CostBy;
import io.tidemark.analytics.cost.Prices;
import io.tidemark.analytics.folder.FolderPath;
import io.tidemark.analytics.source.PriceBook;
import io.tidemark.analytics.source.Roster;
import io.tidemark.platform.access.Caller;
import io.tidemark.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/// Who pays for what: parts and prices as they are now.
@Singleton
class Charging {
    private final Roster roster;
    private final Caller caller;
    private final PriceBook book;
    private final Labels labels;

    Charging(Roster roster, PriceBook book, Labels labels, Caller caller) {
        this.roster = roster;
        this.caller = caller;
        this.book = book;
        this.labels = labels;
    }

    Prices prices() {
        return Prices.of(roster.servers(caller.tenancy()), book.documents(caller.tenancy()));
    }

    /// Reads `by`: a part's name, of tags with the key behind a colon.
    ///
    /// @param below the folder whose children are charged, where parts are folders
    Charged charged(String by, @Nullable String below) {
        if (Labels.isTag(by)) {
            return new Charged(CostBy.TAG, labels.by("by", by), null);
        }
        CostBy parts = CostBy.named(by);
        if (parts == CostBy.TAG) {
            throw ProblemException.field("by", "must name the tag, such as tag:department");
        }
        return new Charged(
                parts,
                parts == CostBy.GROUP ? labels.nearestGroups() : Map.of(),
                parts == CostBy.FOLDER && below != null ? FolderPath.of(below) : null);
    }
}
