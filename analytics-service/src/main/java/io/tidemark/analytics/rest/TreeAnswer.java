package io.tidemark.analytics.rest;

import io.tidemark.analytics.engine.Answer;
import io.tidemark.analytics.engine.Basis;
import io.tidemark.analytics.folder.FolderPath;
import io.tidemark.analytics.folder.Tree;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.List;

/// A folder's tree on each server that has it.
@Schema(name = "Trees")
public record TreeAnswer(@Schema(examples = "/usr/share") String path, List<Tree> items, Basis basis)
        implements Grounded {

    static TreeAnswer of(FolderPath path, Answer<List<Tree>> answer) {
        return new TreeAnswer(path.text(), answer.value(), answer.basis());
    }
}
