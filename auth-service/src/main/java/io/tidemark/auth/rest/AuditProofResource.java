package io.tidemark.auth.rest;

import io.quarkus.security.PermissionsAllowed;
import io.tidemark.auth.audit.Beginning;
import io.tidemark.auth.audit.Finding;
import io.tidemark.auth.audit.Inspection;
import io.tidemark.auth.audit.TenantLog;
import io.tidemark.auth.audit.TenantLogs;
import io.tidemark.auth.audit.Verification;
import io.tidemark.auth.seal.Checkpoint;
import io.tidemark.platform.access.Caller;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

import java.util.Base64;
import java.util.List;

/// Proof that the audit log is as it was written.
@Path("/api/audit")
public class AuditProofResource {
    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    private final TenantLogs logs;
    private final Caller caller;

    AuditProofResource(TenantLogs logs, Caller caller) {
        this.logs = logs;
        this.caller = caller;
    }

    @GET
    @Path("/verify")
    @PermissionsAllowed("audit:read")
    @Operation(
            operationId = "verifyAudit",
            summary = "Verify that nothing in the audit log was changed, removed, inserted, moved, cut off or put back",
            description =
                    "Recomputes every row's hash, the chain, and the Merkle tree (RFC 6962; a leaf is a row's hash), "
                            + "and holds the tree against every checkpoint that was signed. What is wrong is named with its rows.")
    @APIResponse(responseCode = "200", description = "The result, intact or not")
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(responseCode = "403", description = "The caller may not read the log")
    @APIResponse(responseCode = "429", description = "Another whole look at the log is on; Retry-After says when")
    public VerificationAnswer verifyAudit() {
        TenantLog own = own();
        return VerificationAnswer.of(
                own.inspection().verify(), own.sealer().verifier().toString());
    }

    @GET
    @Path("/checkpoint")
    @Produces(MediaType.TEXT_PLAIN)
    @PermissionsAllowed("audit:read")
    @Operation(
            operationId = "auditCheckpoint",
            summary = "The newest signed checkpoint (C2SP tlog-checkpoint), to be kept elsewhere")
    @APIResponse(responseCode = "200", description = "A signed note")
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(responseCode = "403", description = "The caller may not read the log")
    @APIResponse(responseCode = "404", description = "Nothing was signed yet")
    public String auditCheckpoint() {
        return own().inspection()
                .newest()
                .map(Checkpoint::note)
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "No checkpoint was signed yet"));
    }

    @GET
    @Path("/beginning")
    @Produces(MediaType.TEXT_PLAIN)
    @PermissionsAllowed("audit:read")
    @Operation(
            operationId = "auditBeginning",
            summary = "What of the rows that retention removed is needed to verify an export offline",
            description =
                    "How many there were, the hash of the last, the heads of the full subtrees over them (RFC 6962),"
                            + " and the checkpoint that was signed over exactly these.")
    @APIResponse(
            responseCode = "200",
            description = "Lines of text, hashes in Base64, behind a blank line a signed note")
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(responseCode = "403", description = "The caller may not read the log")
    @APIResponse(responseCode = "404", description = "Nothing was removed")
    public String auditBeginning() {
        return own().inspection()
                .beginning()
                .map(Beginning::text)
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "Every row of the log is there"));
    }

    @GET
    @Path("/proofs/inclusion")
    @PermissionsAllowed("audit:read")
    @Operation(operationId = "proveInclusion", summary = "Prove that a row is in the log of so many rows (RFC 6962)")
    @APIResponse(responseCode = "200", description = "The leaf's hash and the path to the tree head")
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(responseCode = "403", description = "The caller may not read the log")
    @APIResponse(responseCode = "422", description = "The log has no such row (any more), or fewer rows")
    @APIResponse(responseCode = "429", description = "Another whole look at the log is on; Retry-After says when")
    public InclusionAnswer proveInclusion(@RestQuery @Nullable Long sequence, @RestQuery @Nullable Long size) {
        return InclusionAnswer.of(own().inspection().inclusion(number("sequence", sequence), number("size", size)));
    }

    @GET
    @Path("/proofs/consistency")
    @PermissionsAllowed("audit:read")
    @Operation(
            operationId = "proveConsistency",
            summary = "Prove that the log of some rows is the beginning of the log of more (RFC 6962)")
    @APIResponse(responseCode = "200", description = "The path that leads to both tree heads")
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(responseCode = "403", description = "The caller may not read the log")
    @APIResponse(responseCode = "422", description = "The log has fewer rows, or the first is none (any more)")
    @APIResponse(responseCode = "429", description = "Another whole look at the log is on; Retry-After says when")
    public ConsistencyAnswer proveConsistency(@RestQuery @Nullable Long first, @RestQuery @Nullable Long second) {
        long from = number("first", first);
        long to = number("second", second);
        return new ConsistencyAnswer(from, to, texts(own().inspection().consistency(from, to)));
    }

    /// Of the caller's tenant.
    private TenantLog own() {
        return logs.of(caller.tenancy());
    }

    private static long number(String name, @Nullable Long value) {
        if (value == null) {
            throw ProblemException.field(name, "must be a number of rows");
        }
        return value;
    }

    private static List<String> texts(List<byte[]> hashes) {
        return hashes.stream().map(BASE64::encodeToString).toList();
    }

    /// @param rows how many the log has had so far
    /// @param removedRows how many of them, from the first, retention has removed
    /// @param sealedRows how many rows from the first are those that were signed
    /// @param root the tree head over all rows, in Base64
    /// @param verifier the public key of the checkpoints (C2SP signed-note)
    public record VerificationAnswer(
            boolean intact,
            long rows,
            long removedRows,
            long sealedRows,
            int checkpoints,
            String root,
            String verifier,
            List<FindingAnswer> findings) {
        static VerificationAnswer of(Verification.Result result, String verifier) {
            return new VerificationAnswer(
                    result.intact(),
                    result.rows(),
                    result.removed(),
                    result.sealedRows(),
                    result.checkpoints(),
                    result.root(),
                    verifier,
                    result.findings().stream().map(FindingAnswer::of).toList());
        }
    }

    /// @param from the first row it can concern; 0 where it concerns none
    public record FindingAnswer(String kind, long from, long to, String message) {
        static FindingAnswer of(Finding finding) {
            return new FindingAnswer(finding.kind().toString(), finding.from(), finding.to(), finding.message());
        }
    }

    /// @param leaf the hash of the row's leaf, Base64
    /// @param path from the leaf upward, Base64
    public record InclusionAnswer(long sequence, long size, String leaf, List<String> path) {
        static InclusionAnswer of(Inspection.InclusionProof proof) {
            return new InclusionAnswer(
                    proof.sequence(), proof.size(), BASE64.encodeToString(proof.leaf()), texts(proof.path()));
        }
    }

    public record ConsistencyAnswer(long first, long second, List<String> path) {}
}
