package io.tidemark.auth.audit;

import io.tidemark.platform.tenant.Tenant;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The folders of the logs' files: that of [Tenant#DEFAULT], and beside it `<its name>@<tenant>` for each other.
public final class PartFolders {
    private final Map<Tenant, PartFolder> folders = new ConcurrentHashMap<>();
    private final Path base;

    public PartFolders(Path base) {
        this.base = base.toAbsolutePath();
    }

    public PartFolder of(Tenant tenant) {
        return folders.computeIfAbsent(
                tenant, t -> new PartFolder(base.resolveSibling(base.getFileName() + t.suffix())));
    }
}
