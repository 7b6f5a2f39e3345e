package io.tidemark.auth.credential;

import io.tidemark.auth.account.Account;
import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.account.Accounts;
import io.tidemark.auth.account.Spelling;
import io.tidemark.auth.credential.Proof.Reason;
import org.jboss.logging.Logger;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Checks passwords and client secrets, and slows guessing down.
public final class Prover {
    private static final Logger LOG = Logger.getLogger(Prover.class);

    private final Accounts accounts;
    private final PasswordHasher passwords;
    private final ClientSecrets secrets;
    private final Function<ClientId, String> serverOf;
    private final KeyProver keys;
    private final CodeCheck codes;
    private final Directory directory;
    private final Guard guard;

    /// @param serverOf the server an agent is bound to
    /// @param directory keeps the passwords of accounts that are named after it
    public Prover(
            Accounts accounts,
            PasswordHasher passwords,
            ClientSecrets secrets,
            Function<ClientId, String> serverOf,
            KeyProver keys,
            CodeCheck codes,
            Directory directory,
            Guard guard) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.secrets = secrets;
        this.serverOf = serverOf;
        this.keys = keys;
        this.codes = codes;
        this.directory = directory;
        this.guard = guard;
    }

    /// With the one-time code where the account has a device, which is found out first: the work does not
    /// tell whether
    /// it was the password or the code that is wrong.
    ///
    /// @param code of the device, or for recovery; not looked at where the account has none
    /// @param address where the attempt comes from
    public Proof signIn(String name, String password, String code, String address) {
        String account = AccountName.typed(name);
        return slowly(tally(account), address, () -> {
            if (isInDirectory(account)) {
                return inDirectory(new AccountName(account), password, Optional.of(code), address);
            }
            Optional<SecondFactor> factor =
                    AccountName.isValid(account) ? codes.find(new AccountName(account)) : Optional.empty();
            Proof proof = hashed(account, password);
            return factor.isPresent() && proof instanceof Proof.Person person
                    ? withCode(person.account(), factor.get(), code)
                    : proof;
        });
    }

    /// What attempts are counted by: names that a directory could take for the same are one.
    private static String tally(String account) {
        String name = isInDirectory(account) ? Spelling.rough(account) : account;
        return "account " + plausible(AccountName.isValid(account), name);
    }

    private static boolean isInDirectory(String name) {
        return AccountName.isValid(name) && new AccountName(name).source() == AccountName.Source.LDAP;
    }

    /// @param code empty where none is asked for
    private Proof inDirectory(AccountName name, String password, Optional<String> code, String address) {
        try (Directory.Entry entry = directory.find(name)) {
            Optional<Account> known = entry.account();
            Optional<SecondFactor> factor = code.isPresent() && known.isPresent()
                    ? codes.find(known.get().name())
                    : Optional.empty();
            if (!entry.accepts(password)) {
                return new Proof.Refused(entry.isKnown() ? Reason.WRONG_SECRET : Reason.UNKNOWN);
            }
            if (known.filter(Account::disabled).isPresent()) {
                return new Proof.Refused(Reason.DISABLED);
            }
            if (factor.isPresent() && !codes.takes(known.orElseThrow().name(), factor.get(), code.orElse(""))) {
                return new Proof.Refused(Reason.WRONG_CODE);
            }
            return new Proof.Person(entry.admitted(address), factor.isPresent());
        }
    }

    /// The code of a device that is set up now.
    public Proof code(AccountName name, SecondFactor factor, String code, String address) {
        return slowly(
                "account " + name,
                address,
                () -> accounts.find(name)
                        .map(account -> withCode(account, factor, code))
                        .orElseGet(() -> new Proof.Refused(Reason.UNKNOWN)));
    }

    private Proof withCode(Account account, SecondFactor factor, String code) {
        return codes.takes(account.name(), factor, code)
                ? new Proof.Person(account, true)
                : new Proof.Refused(Reason.WRONG_CODE);
    }

    /// The password alone, of somebody who signed in already. Does the same work for accounts that exist,
    /// are disabled,
    /// or do not exist.
    ///
    /// @param address where the attempt comes from
    public Proof password(String name, String password, String address) {
        String account = AccountName.typed(name);
        return slowly(
                tally(account),
                address,
                () -> isInDirectory(account)
                        ? inDirectory(new AccountName(account), password, Optional.empty(), address)
                        : hashed(account, password));
    }

    /// Does the same work for clients that exist or do not. The secret is a key, or else what was put
    /// into a file.
    ///
    /// @param id of a client, or whose key it is
    /// @param address where the attempt comes from
    public Proof clientSecret(String id, String secret, String address) {
        return slowly(
                "client " + plausible(ClientId.isValid(id) || AccountName.isValid(id), id),
                address,
                () -> KeyText.Kind.KEY.begins(secret) ? keys.prove(id, secret, address) : given(id, secret));
    }

    private Proof given(String id, String secret) {
        return secrets.refusal(id, secret).<Proof>map(Proof.Refused::new).orElseGet(() -> client(new ClientId(id)));
    }

    private Proof slowly(String name, String address, Supplier<Proof> attempt) {
        Duration wait = guard.begin(name, address);
        if (wait.isPositive()) {
            return new Proof.SlowedDown(wait);
        }
        Proof proof = looked(attempt);
        switch (proof) {
            case Proof.Person person -> guard.succeeded(name, address);
            case Proof.Client client -> guard.succeeded(name, address);
            case Proof.Key key -> guard.succeeded(name, address);
            case Proof.Busy busy -> guard.notLookedAt(name, address);
            case Proof.Away away -> guard.notLookedAt(name, address);
            case Proof.Refused refused -> {}
            case Proof.SlowedDown slowed -> {}
        }
        return proof;
    }

    private static Proof looked(Supplier<Proof> attempt) {
        try {
            return attempt.get();
        } catch (Directory.Away e) {
            LOG.warnf("The directory cannot be asked: %s", e.getMessage());
            return new Proof.Away();
        }
    }

    private Proof hashed(String name, String password) {
        Optional<Account> account = AccountName.isLocal(name) ? accounts.find(new AccountName(name)) : Optional.empty();
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
        if (account.disabled()) {
            return new Proof.Refused(Reason.DISABLED);
        }
        upgrade(account, password);
        return new Proof.Person(account, false);
    }

    /// A hash with the parameters of an earlier day is made anew while the password is at hand; another
    /// time where too
    /// many wait.
    private void upgrade(Account account, String password) {
        if (passwords.isOutdated(account.passwordHash())) {
            try {
                accounts.rehash(account.name(), account.passwordHash(), passwords.hash(password));
            } catch (PasswordHasher.QueueFull e) {
                LOG.debugf("account=%s keeps its old hash for now", account.name());
            }
        }
    }

    private Proof nobody(String password) {
        passwords.pretend(password);
        return new Proof.Refused(Reason.UNKNOWN);
    }

    private Proof client(ClientId id) {
        Optional<String> server = id.isAgent() ? Optional.of(serverOf.apply(id)) : Optional.empty();
        return new Proof.Client(new Identity(id, server));
    }

    /// What can be no name is all one, so that nobody fills the database with made up ones.
    private static String plausible(boolean valid, String name) {
        return valid ? name : "*";
    }
}
