package io.tidemark.analytics.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tidemark.analytics.usage.Dimension;
import io.tidemark.analytics.usage.Distribution;
import io.tidemark.analytics.usage.HeavyFiles;
import io.tidemark.platform.access.Caller;
import io.tidemark.platform.page.Limit;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Who and what takes the space.
@Path("/api/analytics")
@Tag(name = "usage")
@PermissionsAllowed("files:read")
@RunOnVirtualThread
public class UsageResource {
    private static final int MOST = 1000;

    private final HeavyFiles heavyFiles;
    private final Distribution distribution;
    private final Caller caller;

    public UsageResource(HeavyFiles heavyFiles, Distribution distribution, Caller caller) {
        this.heavyFiles = heavyFiles;
        this.distribution = distribution;
        this.caller = caller;
    }

    @GET
    @Path("heavy-files")
    @Operation(operationId = "getHeavyFiles", summary = "The largest files, an inode with several names once")
    public FilesAnswer heavyFiles(@BeanParam Scope scope, @QueryParam("limit") @Nullable Integer limit) {
        return FilesAnswer.heavy(heavyFiles.largest(scope.seenBy(caller), Limit.check(limit, 100, MOST)));
    }

    @GET
    @Path("distribution")
    @Operation(operationId = "getDistribution", summary = "Entries and bytes by extension, owner, size, age or type")
    public SharesAnswer distribution(
            @QueryParam("by") @DefaultValue("extension") String by,
            @BeanParam Scope scope,
            @QueryParam("limit") @Nullable Integer limit) {
        return SharesAnswer.of(
                by, distribution.by(Dimension.named(by), scope.seenBy(caller), Limit.check(limit, 50, MOST)));
    }
}
