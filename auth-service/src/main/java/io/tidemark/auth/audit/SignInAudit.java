package io.tidemark.auth.audit;

import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.credential.ClientId;
import io.tidemark.auth.token.GrantType;
import io.tidemark.auth.token.SignIn;
import io.tidemark.auth.token.SignIn.Result;
import io.tidemark.auth.token.SignInLog;

import java.util.List;
import java.util.Locale;

/// Puts sign-ins, good and bad, into the log. Those that were not looked at, because too many
/// failed before, and refresh tokens that never were any, are counted: they must not become a row
/// each. A name that cannot be one is left out: people type passwords there.
public final class SignInAudit implements SignInLog {
    public static final String SIGN_IN = "sign-in";
    public static final String SIGN_IN_REFUSED = "sign-in-refused";

    private final AuditLog log;
    private final RepeatLog repeats;

    public SignInAudit(AuditLog log, RepeatLog repeats) {
        this.log = log;
        this.repeats = repeats;
    }

    @Override
    public void record(SignIn signIn) {
        if (mayComeInFloods(signIn)) {
            repeats.note(event(signIn));
        } else {
            log.append(List.of(event(signIn)));
        }
    }

    private static boolean mayComeInFloods(SignIn signIn) {
        return switch (signIn.result()) {
            case SLOWED_DOWN, BUSY, AWAY -> true;
            case UNKNOWN, WRONG_SECRET -> isProvedElsewhere(signIn.grant()) || isUnknownRefresh(signIn);
            case ACCEPTED, WRONG_CODE, DISABLED, REUSED, ENDED -> false;
        };
    }

    private static boolean isProvedElsewhere(GrantType grant) {
        return grant == GrantType.TOKEN_EXCHANGE || grant == GrantType.AUTHORIZATION_CODE;
    }

    private static boolean isUnknownRefresh(SignIn signIn) {
        return signIn.grant() == GrantType.REFRESH_TOKEN && signIn.result() == Result.UNKNOWN;
    }

    private static AuditEvent event(SignIn signIn) {
        String action = signIn.result() == Result.ACCEPTED ? SIGN_IN : SIGN_IN_REFUSED;
        return AuditEvent.own(
                signIn.at(), action, subject(signIn), signIn.address(), reason(signIn.result()), target(signIn));
    }

    private static String subject(SignIn signIn) {
        String name = AccountName.typed(signIn.subject());
        return AccountName.isValid(name) || ClientId.isValid(name) ? name : "*";
    }

    private static String reason(Result result) {
        return result.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String target(SignIn signIn) {
        GrantType grant = signIn.grant();
        return "grant_type=" + grant + (signIn.key() == null ? "" : " key=" + signIn.key());
    }
}
