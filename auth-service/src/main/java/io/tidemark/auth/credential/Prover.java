package io.tidemark.auth.credential;

import io.tidemark.auth.account.Account;
import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.account.Accounts;
import io.tidemark.auth.credential.Proof.Reason;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/// Checks passwords and client secrets. Guessing is slowed down per account and network address together (after five
/// failures), and per account alone (after fifty), so that one guesser does not lock everybody out.
public final class Prover {
    private final Accounts accounts;
    private final PasswordHasher passwords;
    private final ClientSecrets secrets;
    private final Function<ClientId, String> serverOf;
    private final SlowDown perPair;
    private final SlowDown perName;

    /// @param serverOf the server an agent is bound to
    public Prover(
            Accounts accounts,
            PasswordHasher passwords,
            ClientSecrets secrets,
            Function<ClientId, String> serverOf,
            InstantSource clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.secrets = secrets;
        this.serverOf = serverOf;
        this.perPair = new SlowDown(clock, 5, Duration.ofMinutes(1));
        this.perName = new SlowDown(clock, 50, Duration.ofSeconds(30));
    }

    /// Does the same work for accounts that exist, are disabled, or do not exist.
    ///
    /// @param address where the attempt comes from
    public Proof password(String name, String password, String address) {
        return slowly("account " + name, address, () -> hashed(name, password));
    }

    /// Does the same work for clients that exist or do not.
    ///
    /// @param address where the attempt comes from
    public Proof clientSecret(String id, String secret, String address) {
        return slowly(
                "client " + id,
                address,
                () -> secrets.refusal(id, secret)
                        .<Proof>map(Proof.Refused::new)
                        .orElseGet(() -> client(new ClientId(id))));
    }

    private Proof slowly(String name, String address, java.util.function.Supplier<Proof> attempt) {
        String pair = name + " from " + address;
        Duration wait = longer(perPair.wait(pair), perName.wait(name));
        if (wait.isPositive()) {
            return new Proof.SlowedDown(wait);
        }
        Proof proof = attempt.get();
        if (proof instanceof Proof.Refused) {
            perPair.failed(pair);
            perName.failed(name);
        } else if (!(proof instanceof Proof.Busy)) {
            perPair.succeeded(pair);
        }
        return proof;
    }

    private Proof hashed(String name, String password) {
        Optional<Account> account = AccountName.isValid(name) ? accounts.find(new AccountName(name)) : Optional.empty();
        try {
            return account.map(a -> person(a, password)).orElseGet(() -> nobody(password));
        } catch (PasswordHasher.QueueFull e) {
            return new Proof.Busy(PasswordHasher.COME_AGAIN);
        }
    }

    private Proof person(Account account, String password) {
        boolean right = passwords.matches(password, account.passwordHash());
        if (!right) {
            return new Proof.Refused(Reason.WRONG_SECRET);
        }
        return account.disabled() ? new Proof.Refused(Reason.DISABLED) : new Proof.Person(account);
    }

    private Proof nobody(String password) {
        passwords.pretend(password);
        return new Proof.Refused(Reason.UNKNOWN);
    }

    private Proof client(ClientId id) {
        Optional<String> server = id.isAgent() ? Optional.of(serverOf.apply(id)) : Optional.empty();
        return new Proof.Client(new Identity(id, server));
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
