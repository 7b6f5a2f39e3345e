package io.tidemark.auth.outside;

import io.tidemark.auth.account.Account;
import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.audit.Sides;
import io.tidemark.auth.right.GroupName;
import org.jboss.logging.Logger;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Gives people from outside their accounts: made at the first sign-in, without rights of their
/// own, and with the groups they have there at every sign-in.
public final class Admissions {
    private static final Logger LOG = Logger.getLogger(Admissions.class);
    private static final int MAX_SIDE = 200;

    private final OutsideStore store;
    private final GroupMapping mapping;
    private final InstantSource clock;

    public Admissions(OutsideStore store, GroupMapping mapping, InstantSource clock) {
        this.store = store;
        this.mapping = mapping;
        this.clock = clock;
    }

    /// The account of somebody who signed in before.
    Optional<Account> known(String issuer, String subject) {
        return store.find(issuer, subject);
    }

    /// The person's account; its groups are left alone where it is disabled.
    Account admit(OutsidePerson person, String address) {
        Account account = known(person.issuer(), person.subject()).orElseGet(() -> made(person, address));
        if (!account.disabled()) {
            renewGroups(account.name(), person, address);
        }
        return account;
    }

    private Account made(OutsidePerson person, String address) {
        return made(person, OutsideName.plain(person), address)
                .or(() -> known(person.issuer(), person.subject()))
                .or(() -> made(person, OutsideName.marked(person), address))
                .or(() -> known(person.issuer(), person.subject()))
                .orElseThrow(() -> new IllegalStateException("two people from outside have one mark"));
    }

    private Optional<Account> made(OutsidePerson person, AccountName name, String address) {
        Account account = new Account(name, "", Set.of(), false, clock.instant().truncatedTo(ChronoUnit.MICROS));
        AuditEvent event = event("create-user", name, address, "from " + cut(person.issuer() + " " + person.subject()))
                .changing(null, Sides.of(account));
        return store.add(account, person.issuer(), person.subject(), event) ? Optional.of(account) : Optional.empty();
    }

    private void renewGroups(AccountName account, OutsidePerson person, String address) {
        Set<GroupName> governed = mapping.governed();
        if (governed.isEmpty()) {
            return;
        }
        Set<GroupName> wanted = existing(mapping.of(person.groups()));
        Set<GroupName> present = store.groupsOf(account, governed);
        if (!present.equals(wanted)) {
            String reason = "from " + words(present) + " to " + words(wanted);
            AuditEvent event =
                    event("renew-user-groups", account, address, reason).changing(Sides.of(present), Sides.of(wanted));
            store.setGroups(account, governed, wanted, event);
        }
    }

    private Set<GroupName> existing(Set<GroupName> wanted) {
        Set<GroupName> there = store.existing(wanted);
        Set<GroupName> missing = new HashSet<>(wanted);
        missing.removeAll(there);
        if (!missing.isEmpty()) {
            LOG.warnf("People from outside should be in groups that do not exist: %s", words(missing));
        }
        return there;
    }

    private static String words(Set<GroupName> groups) {
        return cut(groups.stream().sorted().map(Object::toString).collect(Collectors.joining(" ", "[", "]")));
    }

    private static String cut(String words) {
        return words.length() > MAX_SIDE ? words.substring(0, MAX_SIDE) + "..." : words;
    }

    private AuditEvent event(String action, AccountName account, String address, String reason) {
        return AuditEvent.own(clock.instant(), action, account.value(), address, reason, "user " + account);
    }
}
