package io.tidemark.auth.start;

import io.quarkus.runtime.Startup;
import io.tidemark.auth.credential.Directory;
import io.tidemark.auth.outside.Admissions;
import io.tidemark.auth.outside.GroupMapping;
import io.tidemark.auth.outside.LdapDirectory;
import io.tidemark.auth.outside.LdapRules;
import io.tidemark.auth.outside.OutsideStore;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/// Makes what deals with a directory from the configuration.
class DirectoryWiring {
    /// Made at the start, so a directory that cannot be stops it.
    @Produces
    @Singleton
    @Startup
    Directory directory(AuthConfig config, OutsideStore people) {
        LdapConfig ldap = config.ldap();
        if (ldap.urls().isEmpty()) {
            return Directory.NONE;
        }
        Map<String, String> groups = ldap.groups().entrySet().stream()
                .collect(Collectors.toMap(entry -> LdapRules.normal(entry.getKey()), Map.Entry::getValue));
        Admissions admissions = new Admissions(people, GroupMapping.of(groups), InstantSource.system());
        return new LdapDirectory(rules(ldap), () -> context(ldap), () -> password(ldap), admissions);
    }

    private static LdapRules rules(LdapConfig ldap) {
        String base = ldap.baseDn()
                .orElseThrow(() -> new IllegalArgumentException("auth.ldap.base-dn names below what people are"));
        return new LdapRules(
                ldap.urls().orElseThrow(),
                ldap.bindDn(),
                LdapRules.dn("auth.ldap.base-dn", base),
                LdapRules.filter("auth.ldap.filter", ldap.filter()),
                ldap.nameAttribute(),
                ldap.idAttribute(),
                ldap.groupBaseDn().map(dn -> LdapRules.dn("auth.ldap.group-base-dn", dn)),
                ldap.timeout());
    }

    private static SSLContext context(LdapConfig ldap) throws GeneralSecurityException, IOException {
        return ldap.caFile().isPresent() ? TrustedHttp.trusting(ldap.caFile().get()) : SSLContext.getDefault();
    }

    private static String password(LdapConfig ldap) throws IOException {
        return ldap.passwordFile().isPresent()
                ? Files.readString(ldap.passwordFile().get()).strip()
                : ldap.password().orElse("");
    }
}
