package io.tidemark.auth.rest;

import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.SecurityIdentity;
import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.audit.Actor;
import io.tidemark.auth.audit.RightsAdministration;
import io.tidemark.auth.proposal.Change;
import io.tidemark.auth.rest.RightsAnswers.ChangeAnswer;
import io.tidemark.auth.right.Rights;
import io.tidemark.auth.right.RightsChange;
import io.tidemark.platform.access.Caller;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Makes changes of rights, keeps them for a second administrator, or only tells what they would
/// do.
@ApplicationScoped
class RightsSteps {
    private final RightsAdministration administration;
    private final SecondLook second;
    private final Caller caller;
    private final SecurityIdentity identity;

    RightsSteps(RightsAdministration administration, SecondLook second, Caller caller, SecurityIdentity identity) {
        this.administration = administration;
        this.second = second;
        this.caller = caller;
        this.identity = identity;
    }

    RestResponse<ChangeAnswer> make(RightsChange change, @Nullable Boolean dryRun, HttpServerRequest request) {
        Actor actor = new Actor(caller.subject(), Addresses.of(request));
        boolean onlyTell = Boolean.TRUE.equals(dryRun);
        if (!onlyTell && !second.isNeeded()) {
            return RestResponse.ok(ChangeAnswer.of(true, administration.apply(change, actor)));
        }
        ChangeAnswer told = ChangeAnswer.of(false, administration.preview(change, actor));
        return onlyTell ? RestResponse.ok(told) : second.keep(new Change.Rights(change), actor, told);
    }

    /// Checks the right to ask before it tells whether there is such an account.
    AccountName askedAbout(String name, Rights rights) {
        if (!name.equals(caller.subject())
                && !identity.checkPermissionBlocking(new StringPermission("users", "read"))) {
            throw new ProblemException(ProblemCode.FORBIDDEN, "Asking about others needs users:read");
        }
        AccountName account = account(name);
        if (!rights.facts().accounts().containsKey(account)) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "There is no account '" + name + "'");
        }
        return account;
    }

    static AccountName account(String name) {
        if (!AccountName.isValid(name)) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "No account can have this name");
        }
        return new AccountName(name);
    }
}
