package io.tidemark.auth.outside;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import io.tidemark.auth.account.Account;
import io.tidemark.auth.account.AccountName.Source;
import io.tidemark.auth.account.Spelling;
import io.tidemark.auth.credential.Directory;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Somebody in the directory, or nobody.
final class LdapEntry implements Directory.Entry {
    /// What a directory says to a password that is not the person's, or to a person who may not
    /// sign in.
    private static final Set<ResultCode> NO = Set.of(
            ResultCode.INVALID_CREDENTIALS,
            ResultCode.NO_SUCH_OBJECT,
            ResultCode.INAPPROPRIATE_AUTHENTICATION,
            ResultCode.CONSTRAINT_VIOLATION,
            ResultCode.UNWILLING_TO_PERFORM,
            ResultCode.INSUFFICIENT_ACCESS_RIGHTS,
            ResultCode.REFERRAL);
    private static final Logger LOG = Logger.getLogger(LdapEntry.class);
    private static final String OBJECT_GUID = "objectGUID";

    private final Known known;
    private final LdapRules rules;
    private final Admissions admissions;
    private final LDAPConnection connection;
    private final Runnable done;

    LdapEntry(Known known, LdapRules rules, Admissions admissions, LDAPConnection connection, Runnable done) {
        this.known = known;
        this.rules = rules;
        this.admissions = admissions;
        this.connection = connection;
        this.done = done;
    }

    @Override
    public Optional<Account> account() {
        return admissions.known(rules.issuer(), known.id().orElse(Digests.random()));
    }

    @Override
    public boolean isKnown() {
        return known.dn().isPresent() && known.id().isPresent();
    }

    /// A bind without a password would succeed as nobody's (RFC 4513 section 5.1.2): another is
    /// sent in its place.
    @Override
    public boolean accepts(String password) {
        String dn = known.dn().orElseGet(() -> nobody(rules));
        try {
            connection.bind(new SimpleBindRequest(dn, password.isEmpty() ? Digests.random() : password));
            return !password.isEmpty() && isKnown();
        } catch (LDAPException e) {
            if (NO.contains(e.getResultCode())) {
                return false;
            }
            throw new Directory.Away(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Account admitted(String address) {
        Set<String> groups = known.groups().stream().flatMap(this::normal).collect(Collectors.toSet());
        return admissions.admit(
                new OutsidePerson(Source.LDAP, rules.issuer(), known.id().orElseThrow(), known.name(), groups, false),
                address);
    }

    /// What directories keep as `memberOf` is only text to some of them.
    private Stream<String> normal(String group) {
        try {
            return Stream.of(LdapRules.normal(group));
        } catch (IllegalArgumentException e) {
            LOG.warnf("A group of '%s' is no distinguished name, and is left out", known.name());
            return Stream.empty();
        }
    }

    @Override
    public void close() {
        connection.close();
        done.run();
    }

    /// Somebody who cannot be there.
    static String nobody(LdapRules rules) {
        return new DN(new RDN(rules.nameAttribute(), Digests.random()), rules.base()).toString();
    }

    /// The groups that name somebody as a member.
    static Filter groupsOf(String dn) {
        return Filter.createORFilter(
                Filter.createEqualityFilter("member", dn), Filter.createEqualityFilter("uniqueMember", dn));
    }

    /// What the directory itself calls a person who was found by a name: it may take other spellings for the same, and
    /// the first one that somebody types must not become the account's.
    static Optional<String> name(SearchResultEntry entry, String attribute, String asked) {
        List<String> names = List.of(Objects.requireNonNullElse(entry.getAttributeValues(attribute), new String[0]));
        return names.stream()
                .filter(name -> Spelling.canonical(name).equals(asked))
                .findFirst()
                .or(() -> names.stream().findFirst());
    }

    /// What is never given to anybody else.
    static Optional<String> id(SearchResultEntry entry, String attribute) {
        @Nullable Attribute found = entry.getAttribute(attribute);
        if (found == null || !found.hasValue()) {
            return Optional.empty();
        }
        return Optional.of(
                attribute.equalsIgnoreCase(OBJECT_GUID)
                        ? HexFormat.of().formatHex(found.getValueByteArray())
                        : found.getValue());
    }

    /// What the directory says of a name.
    ///
    /// @param dn empty where there is nobody
    /// @param groups distinguished names
    record Known(String name, Optional<String> dn, Optional<String> id, List<String> groups) {}
}
