package io.tidemark.scan.identity;

import io.tidemark.platform.client.ServiceRefused;
import io.tidemark.platform.client.ServiceUnavailable;
import io.tidemark.platform.client.TokenSource;
import io.tidemark.scan.identity.AuthService.Granted;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Tokens for an agent that enrolled, or enrols now. Whatever it is about to ask for is on disk before it
/// asks: a process that dies at any moment asks again with the same key when it is back, and auth-service
/// answers alike.
public final class EnrolledTokens implements TokenSource {

    private static final System.Logger LOG = System.getLogger(EnrolledTokens.class.getName());
    private static final Duration MARGIN = Duration.ofMinutes(1);
    /// How long a token that was refused is not sent again.
    private static final Duration REFUSED_FOR = Duration.ofMinutes(10);
    private static final int UNAUTHORIZED = 401;

    private final AuthService auth;
    private final IdentityFile file;
    private final String server;
    private final EnrolmentToken enrolment;
    private final Duration renewAfter;
    private final InstantSource clock;
    private @Nullable Granted held;
    private @Nullable Refusal refusal;
    private volatile Standing standing = Standing.UNKNOWN;

    /// @param server the name under which this server is known
    /// @param renewAfter how old a key becomes
    public EnrolledTokens(
            AuthService auth,
            IdentityFile file,
            String server,
            EnrolmentToken enrolment,
            Duration renewAfter,
            InstantSource clock) {
        this.auth = auth;
        this.file = file;
        this.server = server;
        this.enrolment = enrolment;
        this.renewAfter = renewAfter;
        this.clock = clock;
    }

    @Override
    public synchronized String token() {
        Granted now = held;
        if (now == null || !clock.instant().isBefore(now.until().minus(MARGIN))) {
            now = signIn();
            held = now;
        }
        return now.accessToken();
    }

    @Override
    public synchronized void invalidate() {
        held = null;
    }

    /// As it was found out last; asks nobody.
    public Standing standing() {
        return standing;
    }

    /// Enrols where this agent waits for a token and one is there that was not used or refused before; asks nobody
    /// otherwise.
    ///
    /// @throws ServiceUnavailable where auth-service does not answer, or refuses the token
    public synchronized void lookForToken() {
        boolean waits = standing == Standing.MISSING || standing == Standing.REFUSED;
        if (waits && enrolment.get().filter(this::isNew).isPresent()) {
            token();
        }
    }

    private boolean isNew(String token) {
        boolean refused = refusal != null && refusal.token.equals(token);
        return !refused && known().filter(identity -> isOf(token, identity)).isEmpty();
    }

    private static boolean isOf(String token, Identity identity) {
        return KeyText.id(token).equals(identity.enrolment());
    }

    private Granted signIn() {
        Granted granted = granted(known().orElseGet(this::enrol));
        standing = Standing.ENROLLED;
        return granted;
    }

    private Granted granted(Identity identity) {
        try {
            Granted granted = auth.signIn(identity.clientId(), identity.key());
            renewWhereDue(identity, granted);
            return granted;
        } catch (ServiceRefused e) {
            requireNotGood(e);
            return withNext(identity).orElseGet(() -> anew(identity, e));
        }
    }

    /// With the key that was to take the place of one that is not good any more, where the answer to the exchange was
    /// lost.
    private Optional<Granted> withNext(Identity identity) {
        String next = identity.next();
        if (next == null) {
            return Optional.empty();
        }
        try {
            Granted granted = auth.signIn(identity.clientId(), next);
            file.write(identity.renewed(clock.instant()));
            return Optional.of(granted);
        } catch (ServiceRefused e) {
            requireNotGood(e);
            return Optional.empty();
        }
    }

    /// With another key, where there is another enrolment token.
    private Granted anew(Identity identity, ServiceRefused refused) {
        if (enrolment.get().filter(token -> !isOf(token, identity)).isEmpty()) {
            standing = Standing.REFUSED;
            throw refused;
        }
        Identity anew = enrol();
        return auth.signIn(anew.clientId(), anew.key());
    }

    /// Other refusals are not about the key.
    private static void requireNotGood(ServiceRefused refused) {
        if (refused.status() != UNAUTHORIZED) {
            throw refused;
        }
    }

    private Optional<Identity> known() {
        return kept().filter(Identity::enrolled);
    }

    private Optional<Identity> kept() {
        return file.read().filter(identity -> identity.server().equals(server));
    }

    private Identity enrol() {
        String token = enrolment.get().orElseThrow(this::missing);
        requireNotRefused(token);
        Identity begun = kept().filter(i -> !i.enrolled() && i.enrolment().equals(KeyText.id(token)))
                .orElseGet(() -> Identity.begun(server, KeyText.id(token), clock.instant()));
        file.write(begun);
        try {
            auth.enrol(token, server, begun.key());
        } catch (ServiceRefused e) {
            LOG.log(System.Logger.Level.ERROR, "server {0} cannot enrol: {1}", server, e.getMessage());
            refusal = new Refusal(token, clock.instant().plus(REFUSED_FOR), String.valueOf(e.getMessage()));
            standing = Standing.REFUSED;
            throw new ServiceUnavailable("This agent cannot enrol: " + e.getMessage(), e);
        }
        Identity enrolled = begun.letIn();
        file.write(enrolled);
        LOG.log(System.Logger.Level.INFO, "server {0} is enrolled, key {1}", server, enrolled.keyId());
        return enrolled;
    }

    private ServiceUnavailable missing() {
        standing = Standing.MISSING;
        return new ServiceUnavailable("This agent has no identity yet as server '" + server
                + "': give it an enrolment token (scan.enrolment.token-file), or platform.identity.secret-file");
    }

    private void requireNotRefused(String token) {
        Refusal last = refusal;
        if (last != null && last.token.equals(token) && clock.instant().isBefore(last.until)) {
            throw new ServiceUnavailable("This agent cannot enrol: " + last.reason);
        }
    }

    /// Where it does not work, the key is good for long, and the next sign-in tries again.
    private void renewWhereDue(Identity identity, Granted granted) {
        if (clock.instant().isBefore(identity.since().plus(renewAfter))) {
            return;
        }
        try {
            Identity renewing = identity.renewing();
            file.write(renewing);
            auth.renew(granted.accessToken(), identity.keyId(), String.valueOf(renewing.next()));
            file.write(renewing.renewed(clock.instant()));
        } catch (ServiceRefused | ServiceUnavailable e) {
            LOG.log(System.Logger.Level.WARNING, "key {0} is not renewed: {1}", identity.keyId(), e.getMessage());
        }
    }

    private record Refusal(String token, Instant until, String reason) {}
}
