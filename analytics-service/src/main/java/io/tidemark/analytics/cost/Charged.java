package io.tidemark.analytics.cost;

import io.tidemark.analytics.engine.Sql;
import io.tidemark.analytics.folder.FolderPath;
import io.tidemark.analytics.search.Condition;
import io.tidemark.analytics.usage.Slices;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Objects;

/// Whom each file is charged to.
///
/// @param labels what is said of each server, where parts are groups or tags
/// @param below the folder whose children are charged, where parts are folders; null for those of each root
public record Charged(
        CostBy by, Map<String, String> labels, @Nullable FolderPath below) {
    public Charged {
        labels = Map.copyOf(labels);
    }

    String label(String server, PriceList prices) {
        return switch (by) {
            case SERVER -> server;
            case GROUP, TAG -> labels.getOrDefault(server, "");
            case TIER -> Objects.requireNonNullElse(prices.current(), "");
            case OWNER, FOLDER, EXTENSION -> "";
        };
    }

    /// All entries that fulfil a condition, added up by what of a part does not depend on the server.
    Sql slices(Condition filter) {
        return by == CostBy.FOLDER ? Slices.byFolder(below, filter) : Slices.by(by.dimension(), filter);
    }

    /// What of an entry's part does not depend on the server, in SQL over the columns of an entry and of its snapshot.
    Sql key() {
        if (by != CostBy.FOLDER) {
            return by.dimension().key();
        }
        return Slices.childOf(below == null ? Sql.of("root") : Sql.of("CAST(? AS VARCHAR)", below.text()));
    }

    /// The columns of an entry and of its snapshot that the key is made of.
    Sql columns() {
        return by == CostBy.FOLDER ? Sql.of("directory, root") : by.dimension().columns();
    }

    /// A filter that leaves out what belongs to no part.
    Condition within(Condition filter) {
        return below == null ? filter : new Condition.Below(below.text()).and(filter);
    }
}
