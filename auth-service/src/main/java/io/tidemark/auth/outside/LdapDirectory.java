package io.tidemark.auth.outside;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.credential.Directory;
import org.jboss.logging.Logger;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Asks a directory over LDAP: looks a person up, and binds as the person. One connection for each
/// sign-in; referrals are not followed.
public final class LdapDirectory implements Directory {
    private static final Logger LOG = Logger.getLogger(LdapDirectory.class);
    /// How many are asked at once: a directory that is slow must not take all threads.
    private static final int AT_ONCE = 8;

    private static final String MEMBER_OF = "memberOf";

    private final LdapRules rules;
    private final LdapServers servers;
    private final Secret password;
    private final Admissions admissions;
    private final Semaphore places = new Semaphore(AT_ONCE);

    /// @param password of who searches
    public LdapDirectory(LdapRules rules, LdapServers.Tls tls, Secret password, Admissions admissions) {
        this.rules = rules;
        this.servers = new LdapServers(rules, tls);
        this.password = password;
        this.admissions = admissions;
    }

    @Override
    public Entry find(AccountName name) {
        if (!places.tryAcquire()) {
            throw new Away("too many wait for it");
        }
        try {
            return found(name);
        } catch (RuntimeException | Error e) {
            places.release();
            throw e;
        }
    }

    private Entry found(AccountName name) {
        LDAPConnection connection = servers.connect();
        try {
            return found(name, connection);
        } catch (LDAPException | IOException e) {
            connection.close();
            throw new Away(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException | Error e) {
            connection.close();
            throw e;
        }
    }

    private Entry found(AccountName name, LDAPConnection connection) throws LDAPException, IOException {
        if (rules.bindDn().isPresent()) {
            connection.bind(new SimpleBindRequest(rules.bindDn().get(), password.read()));
        }
        Optional<SearchResultEntry> person = person(name.rest(), connection);
        LdapEntry.Known known = new LdapEntry.Known(
                person.flatMap(entry -> LdapEntry.name(entry, rules.nameAttribute(), name.rest()))
                        .orElse(name.rest()),
                person.map(SearchResultEntry::getDN),
                person.flatMap(entry -> LdapEntry.id(entry, rules.idAttribute())),
                groups(person, connection));
        return new LdapEntry(known, rules, admissions, connection, places::release);
    }

    /// Empty where there is none, and where there are several: nobody can tell whose password that
    /// would be.
    private Optional<SearchResultEntry> person(String name, LDAPConnection connection) throws LDAPException {
        SearchRequest request = new SearchRequest(
                rules.base().toString(),
                SearchScope.SUB,
                rules.of(name),
                rules.nameAttribute(),
                rules.idAttribute(),
                MEMBER_OF);
        request.setSizeLimit(2);
        List<SearchResultEntry> found = search(request, connection);
        if (found.size() > 1) {
            LOG.warnf("The directory has several people named '%s': none of them can sign in", name);
        }
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private List<String> groups(Optional<SearchResultEntry> person, LDAPConnection connection) throws LDAPException {
        if (rules.groupBase().isEmpty()) {
            return person.map(entry -> entry.getAttributeValues(MEMBER_OF))
                    .map(List::of)
                    .orElse(List.of());
        }
        String member = person.map(SearchResultEntry::getDN).orElseGet(() -> LdapEntry.nobody(rules));
        SearchRequest request = new SearchRequest(
                rules.groupBase().get().toString(),
                SearchScope.SUB,
                LdapEntry.groupsOf(member),
                SearchRequest.NO_ATTRIBUTES);
        return search(request, connection).stream()
                .map(SearchResultEntry::getDN)
                .toList();
    }

    /// References to other servers are left out.
    private static List<SearchResultEntry> search(SearchRequest request, LDAPConnection connection)
            throws LDAPException {
        try {
            return connection.search(request).getSearchEntries();
        } catch (LDAPSearchException e) {
            if (e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
                return e.getSearchEntries();
            }
            if (e.getResultCode().equals(ResultCode.REFERRAL)
                    || e.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) {
                return List.of();
            }
            throw e;
        }
    }

    /// The password of who searches, read anew each time.
    @FunctionalInterface
    public interface Secret {
        String read() throws IOException;
    }
}
