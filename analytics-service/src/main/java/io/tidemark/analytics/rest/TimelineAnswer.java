package io.tidemark.analytics.rest;

import io.tidemark.analytics.engine.Answer;
import io.tidemark.analytics.engine.Basis;
import io.tidemark.analytics.folder.FolderPath;
import io.tidemark.analytics.folder.Timeline;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.List;

/// A folder at several moments.
@Schema(name = "Timeline")
public record TimelineAnswer(
        @Schema(examples = "/srv") String path,

        @Schema(description = "By server, then by time") List<Timeline.Point> items,

        Basis basis)
        implements Tabular {

    @Override
    public Class<? extends Record> itemType() {
        return Timeline.Point.class;
    }

    static TimelineAnswer of(FolderPath path, Answer<List<Timeline.Point>> answer) {
        return new TimelineAnswer(path.text(), answer.value(), answer.basis());
    }
}
