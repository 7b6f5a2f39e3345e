package io.tidemark.analytics.rest;

import io.tidemark.analytics.folder.FolderPath;
import io.tidemark.analytics.search.Condition;
import io.tidemark.analytics.search.Measure;
import io.tidemark.analytics.search.NamePattern;
import io.tidemark.analytics.search.Trait;
import io.tidemark.platform.problem.ProblemException;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The filters of questions about files: which of them count.
public class Filters {
    @QueryParam("owner")
    @Parameter(description = "Only files of these owners: names, or numbers where nobody has them")
    List<String> owners = List.of();

    @QueryParam("extension")
    @Parameter(description = "Only files with these extensions, lower case and without the dot")
    List<String> extensions = List.of();

    @QueryParam("type")
    @Parameter(description = "Only entries of these types: file, symlink, fifo, socket, char, block")
    List<String> types = List.of();

    @QueryParam("name")
    @Parameter(description = "Only files whose name looks like this; * and ? make it a pattern of the whole name")
    @Nullable
    String name;

    @QueryParam("folder")
    @Parameter(description = "Only what stands in this folder or below it", example = "/srv")
    @Nullable
    String folder;

    @QueryParam("minBytes")
    @Parameter(description = "Only files of at least so many bytes")
    @Nullable
    Long minBytes;

    @QueryParam("maxBytes")
    @Parameter(description = "Only files of at most so many bytes")
    @Nullable
    Long maxBytes;

    Condition condition() {
        List<Condition> all = new ArrayList<>();
        oneOf(Trait.OWNER, owners, all);
        oneOf(Trait.EXTENSION, extensions, all);
        oneOf(Trait.TYPE, types, all);
        if (name != null) {
            all.add(new Condition.Named(new NamePattern(name)));
        }
        if (folder != null) {
            all.add(new Condition.Below(FolderPath.of(folder).text()));
        }
        if (minBytes != null || maxBytes != null) {
            all.add(sizes(minBytes == null ? 0 : minBytes, maxBytes == null ? Long.MAX_VALUE : maxBytes));
        }
        return new Condition.And(all);
    }

    /// The folder, where only that may be asked for.
    @Nullable
    FolderPath folderAlone() {
        if (!owners.isEmpty()
                || !extensions.isEmpty()
                || !types.isEmpty()
                || name != null
                || minBytes != null
                || maxBytes != null) {
            throw ProblemException.field("by", "folder goes with no other filter than folder");
        }
        return folder == null ? null : FolderPath.of(folder);
    }

    private static void oneOf(Trait trait, List<String> values, List<Condition> all) {
        if (!values.isEmpty()) {
            all.add(new Condition.OneOf(trait, Set.copyOf(values)));
        }
    }

    private static Condition sizes(long least, long most) {
        if (least < 0 || most < least) {
            throw ProblemException.field("minBytes", "must not be negative or above maxBytes");
        }
        return new Condition.Between(Measure.SIZE, least, most == Long.MAX_VALUE ? most : most + 1);
    }
}
