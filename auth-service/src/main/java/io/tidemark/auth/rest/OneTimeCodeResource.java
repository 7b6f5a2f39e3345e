package io.tidemark.auth.rest;

import io.quarkus.security.Authenticated;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.SecurityIdentity;
import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.audit.Actor;
import io.tidemark.auth.credential.CodeSecret;
import io.tidemark.auth.credential.SecondFactor;
import io.tidemark.auth.factor.OneTimeCodeSettings;
import io.tidemark.auth.proposal.Change;
import io.tidemark.auth.start.AuthConfig;
import io.tidemark.auth.token.TokenSigner;
import io.tidemark.platform.access.Caller;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// One-time codes beside somebody's password.
@Path("/api/users/{name}/one-time-codes")
public class OneTimeCodeResource {
    private final OneTimeCodeSettings settings;
    private final SecondLook second;
    private final Caller caller;
    private final SecurityIdentity identity;
    private final String issuer;

    OneTimeCodeResource(
            OneTimeCodeSettings settings,
            SecondLook second,
            Caller caller,
            SecurityIdentity identity,
            AuthConfig config) {
        this.settings = settings;
        this.second = second;
        this.caller = caller;
        this.identity = identity;
        this.issuer = config.oneTimeCodes().issuer();
    }

    @GET
    @Authenticated
    @Operation(
            operationId = "getOneTimeCodes",
            summary = "Tell whether sign-ins of a user ask for one-time codes",
            description = "One's own, or with users:read anybody's.")
    @APIResponse(responseCode = "200", description = "Since when, and how many recovery codes are left")
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(responseCode = "403", description = "They are somebody else's, and the caller may not read users")
    @APIResponse(responseCode = "404", description = "No account can have this name")
    public CodeState getOneTimeCodes(@RestPath String name) {
        if (!isOwn(name) && !identity.checkPermissionBlocking(new StringPermission("users", "read"))) {
            throw new ProblemException(ProblemCode.FORBIDDEN, "The one-time codes of others need users:read");
        }
        return settings.of(RightsSteps.account(name)).map(CodeState::of).orElse(CodeState.OFF);
    }

    @POST
    @Authenticated
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    @Operation(
            operationId = "beginOneTimeCodes",
            summary = "Get a secret for one's authenticator (RFC 6238)",
            description = "Nothing asks for codes before the first one was confirmed. Asked again before that, it gives"
                    + " another secret.")
    @APIResponse(responseCode = "200", description = "The secret, this once")
    @APIResponse(responseCode = "401", description = "There is no valid token, or the password is wrong")
    @APIResponse(responseCode = "403", description = "It is somebody else's account")
    @APIResponse(responseCode = "409", description = "One-time codes are on already")
    @APIResponse(responseCode = "429", description = "Too many failures; Retry-After says when to come again")
    public SecretAnswer beginOneTimeCodes(@RestPath String name, CodeSetup setup, @Context HttpServerRequest request) {
        AccountName own = requireOwn(name);
        CodeSecret secret = settings.begin(own, text(setup.password()), actor(request));
        return new SecretAnswer(secret.text(), secret.uri(issuer, own.value()));
    }

    @POST
    @Path("/confirm")
    @Authenticated
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    @Operation(
            operationId = "confirmOneTimeCodes",
            summary = "Turn one-time codes on with the first one",
            description = "From now on every sign-in by password needs one. Each is good once.")
    @APIResponse(responseCode = "200", description = "Ten recovery codes, each good once, shown this once")
    @APIResponse(responseCode = "401", description = "There is no valid token, or the code is wrong")
    @APIResponse(responseCode = "403", description = "It is somebody else's account")
    @APIResponse(responseCode = "404", description = "There is no secret to confirm")
    @APIResponse(responseCode = "429", description = "Too many failures; Retry-After says when to come again")
    public RecoveryCodes confirmOneTimeCodes(
            @RestPath String name, FirstCode first, @Context HttpServerRequest request) {
        return new RecoveryCodes(settings.confirm(requireOwn(name), text(first.code()), actor(request)));
    }

    @POST
    @Path("/off")
    @Authenticated
    @Operation(operationId = "turnOneTimeCodesOff", summary = "Turn one's own one-time codes off; ends all sessions")
    @APIResponse(responseCode = "204", description = "Sign-ins ask for no code any more")
    @APIResponse(responseCode = "401", description = "There is no valid token, or the password or the code is wrong")
    @APIResponse(responseCode = "403", description = "It is somebody else's account")
    @APIResponse(responseCode = "404", description = "They are not on")
    @APIResponse(responseCode = "429", description = "Too many failures; Retry-After says when to come again")
    public void turnOneTimeCodesOff(@RestPath String name, CodesOff proof, @Context HttpServerRequest request) {
        settings.turnOff(requireOwn(name), text(proof.password()), text(proof.code()), actor(request));
    }

    @DELETE
    @PermissionsAllowed("users:write")
    @Operation(
            operationId = "resetOneTimeCodes",
            summary = "Turn somebody else's one-time codes off, who lost the device and all recovery codes",
            description = "Ends all sessions of the account.")
    @APIResponse(responseCode = "204", description = "Sign-ins of the account ask for no code any more")
    @APIResponse(responseCode = "202", description = SecondLook.WAITS)
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(
            responseCode = "403",
            description = "The caller may not change users, or may less than the account, or it is the caller's own")
    @APIResponse(responseCode = "404", description = "They are not on")
    public RestResponse<Void> resetOneTimeCodes(@RestPath String name, @Context HttpServerRequest request) {
        if (isOwn(name)) {
            throw new ProblemException(ProblemCode.FORBIDDEN, "Turn your own off with your password and a code");
        }
        AccountName account = RightsSteps.account(name);
        if (second.isNeeded()) {
            return second.keep(new Change.ResetCodes(account), actor(request), null);
        }
        settings.reset(account, actor(request));
        return RestResponse.noContent();
    }

    private AccountName requireOwn(String name) {
        if (!isOwn(name)) {
            throw new ProblemException(ProblemCode.FORBIDDEN, "Everybody sets up their own one-time codes");
        }
        return RightsSteps.account(name);
    }

    private boolean isOwn(String name) {
        return caller.clientId().equals(TokenSigner.PEOPLE) && name.equals(caller.subject());
    }

    private Actor actor(HttpServerRequest request) {
        return new Actor(caller.subject(), Addresses.of(request));
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }

    /// @param since null where they are off
    public record CodeState(boolean on, @Nullable Instant since, int recoveryCodesLeft) {
        static final CodeState OFF = new CodeState(false, null, 0);

        static CodeState of(SecondFactor factor) {
            return new CodeState(true, factor.confirmedAt(), factor.recovery().size());
        }
    }

    public record CodeSetup(@Nullable String password) {
        @Override
        public String toString() {
            return "CodeSetup[]";
        }
    }

    public record FirstCode(@Nullable String code) {
        @Override
        public String toString() {
            return "FirstCode[]";
        }
    }

    /// @param code of the device, or for recovery
    public record CodesOff(
            @Nullable String password, @Nullable String code) {
        @Override
        public String toString() {
            return "CodesOff[]";
        }
    }

    /// @param secret in base 32, to be typed
    /// @param uri the same for authenticators, to be shown as a picture
    public record SecretAnswer(String secret, String uri) {
        @Override
        public String toString() {
            return "SecretAnswer[]";
        }
    }

    public record RecoveryCodes(List<String> recoveryCodes) {
        @Override
        public String toString() {
            return "RecoveryCodes[]";
        }
    }
}
