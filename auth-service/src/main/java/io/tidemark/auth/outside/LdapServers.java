package io.tidemark.auth.outside;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import io.tidemark.auth.credential.Directory;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;

/// Connects to the first server of a directory that answers, over TLS always, and only to one that
/// proves its name.
final class LdapServers {
    private static final int LDAP = 389;
    private static final int LDAPS = 636;

    private final LdapRules rules;
    private final Tls tls;

    LdapServers(LdapRules rules, Tls tls) {
        this.rules = rules;
        this.tls = tls;
    }

    /// @throws Directory.Away where none can be reached
    LDAPConnection connect() {
        Directory.Away last = new Directory.Away("no server is named");
        for (URI server : rules.servers()) {
            try {
                return connect(server, tls.context());
            } catch (LDAPException | GeneralSecurityException | IOException e) {
                last = new Directory.Away(server + ": " + e.getMessage(), e);
            }
        }
        throw last;
    }

    private LDAPConnection connect(URI server, SSLContext context) throws LDAPException {
        boolean encrypted = "ldaps".equals(server.getScheme());
        int port = server.getPort() > 0 ? server.getPort() : encrypted ? LDAPS : LDAP;
        ImpatientSockets sockets = new ImpatientSockets(context.getSocketFactory(), rules.timeout());
        if (encrypted) {
            return new LDAPConnection(sockets, options(), server.getHost(), port);
        }
        LDAPConnection connection = new LDAPConnection(options(), server.getHost(), port);
        try {
            connection.processExtendedOperation(new StartTLSExtendedRequest(sockets));
            return connection;
        } catch (LDAPException e) {
            connection.close();
            throw e;
        }
    }

    private LDAPConnectionOptions options() {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        int millis = (int) rules.timeout().toMillis();
        options.setConnectTimeoutMillis(millis);
        options.setResponseTimeoutMillis(millis);
        options.setFollowReferrals(false);
        options.setUseSynchronousMode(true);
        options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(false));
        return options;
    }

    /// Whom to trust; read for each connection, since certificates are renewed.
    @FunctionalInterface
    public interface Tls {
        SSLContext context() throws GeneralSecurityException, IOException;
    }
}
