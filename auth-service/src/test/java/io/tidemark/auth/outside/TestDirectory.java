package io.tidemark.auth.outside;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import io.tidemark.auth.OwnCertificate;
import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import javax.net.ssl.SSLSocketFactory;

/// A directory of a company: Alice, Bob, and two people of one name; people whose names are not ASCII, one of which
/// only
/// looks like Alice's; a group with Alice in it. It listens with TLS, and with StartTLS.
public final class TestDirectory implements AutoCloseable {
    public static final String BASE = "dc=example,dc=org";
    public static final String SEARCHER = "cn=tidemark,dc=example,dc=org";
    public static final String SEARCHERS_PASSWORD = "search for people";
    public static final String OPERATORS = "cn=Storage Operators,ou=groups,dc=example,dc=org";
    public static final String PASSWORD = "wonder land, 1865";

    private final InMemoryDirectoryServer server;
    private final AtomicInteger connections = new AtomicInteger();

    /// @param certificate what it proves itself with
    public TestDirectory(OwnCertificate certificate) {
        try {
            InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
            config.addAdditionalBindCredentials(SEARCHER, SEARCHERS_PASSWORD);
            config.setSchema(null);
            config.setAccessLogHandler(new ConnectionCount(connections));
            InetAddress loopback = InetAddress.getLoopbackAddress();
            @Nullable SSLSocketFactory none = null;
            config.setListenerConfigs(
                    InMemoryListenerConfig.createLDAPSConfig(
                            "ldaps", loopback, 0, certificate.context().getServerSocketFactory(), none),
                    InMemoryListenerConfig.createLDAPConfig(
                            "ldap", loopback, 0, certificate.context().getSocketFactory()));
            server = new InMemoryDirectoryServer(config);
            fill();
            server.startListening();
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    private void fill() throws LDAPException {
        add("dn: " + BASE, "objectClass: domain", "dc: example");
        add("dn: ou=people," + BASE, "objectClass: organizationalUnit", "ou: people");
        add("dn: ou=groups," + BASE, "objectClass: organizationalUnit", "ou: groups");
        person("cn=Alice,ou=people", "alice");
        person("cn=Bob,ou=people", "bob");
        person("cn=Carol,ou=people", "carol");
        person("cn=Dave,ou=people", "dave");
        erin();
        person("cn=Hans,ou=people", "Müller");
        person("cn=Hans M,ou=people", "muller");
        person("cn=Tanaka,ou=people", "田中");
        person("cn=Ivan,ou=people", "Иванов");
        person("cn=Not Alice,ou=people", "\u0430lice");
        person("cn=One,ou=people", "twice");
        person("cn=Other,ou=people", "twice");
        add(
                "dn: " + OPERATORS,
                "objectClass: groupOfNames",
                "cn: Storage Operators",
                "member: cn=Alice,ou=people," + BASE);
        add(
                "dn: ou=elsewhere," + BASE,
                "objectClass: referral",
                "objectClass: extensibleObject",
                "ou: elsewhere",
                "ref: ldap://evil.example.net/ou=elsewhere," + BASE);
    }

    private void person(String dn, String uid) throws LDAPException {
        add(
                "dn: " + dn + "," + BASE,
                "objectClass: inetOrgPerson",
                "objectClass: person",
                "cn: " + uid,
                "sn: " + uid,
                "uid: " + uid,
                "memberOf: " + (uid.equals("alice") ? OPERATORS : "cn=nobodys,ou=groups," + BASE),
                "userPassword: " + PASSWORD);
    }

    /// Somebody of whom the directory says something that is no name of a group.
    private void erin() throws LDAPException {
        person("cn=Erin,ou=people", "erin");
        change(
                "dn: cn=Erin,ou=people," + BASE,
                "changetype: modify",
                "replace: memberOf",
                "memberOf: Storage Operators",
                "memberOf: " + OPERATORS);
    }

    private void change(String... lines) throws LDAPException {
        try {
            server.modify(lines);
        } catch (LDIFException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(String... lines) throws LDAPException {
        try {
            server.add(lines);
        } catch (LDIFException e) {
            throw new IllegalStateException(e);
        }
    }

    /// How many connections clients have opened and not closed.
    public int connections() {
        return connections.get();
    }

    public String ldaps() {
        return "ldaps://localhost:" + server.getListenPort("ldaps");
    }

    public String startTls() {
        return "ldap://localhost:" + server.getListenPort("ldap");
    }

    @Override
    public void close() {
        server.shutDown(true);
    }

    /// Reads the directory's access log.
    private static final class ConnectionCount extends Handler {
        private final AtomicInteger connections;

        ConnectionCount(AtomicInteger connections) {
            this.connections = connections;
        }

        @Override
        public void publish(LogRecord line) {
            if (line.getMessage().contains(" DISCONNECT ")) {
                connections.decrementAndGet();
            } else if (line.getMessage().contains(" CONNECT ")) {
                connections.incrementAndGet();
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
