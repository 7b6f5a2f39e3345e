package io.tidemark.auth;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tidemark.auth.outside.TestDirectory;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;

/// The directory of a company, over LDAPS.
public class DirectoryResource implements QuarkusTestResourceLifecycleManager {
    private @Nullable TestDirectory company;

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createTempDirectory(Path.of("target"), "directory");
            OwnCertificate certificate = OwnCertificate.in(folder);
            TestDirectory started = new TestDirectory(certificate);
            company = started;
            Path password = Files.writeString(folder.resolve("password"), TestDirectory.SEARCHERS_PASSWORD + "\n");
            return Map.of(
                    "auth.ldap.urls",
                    started.ldaps(),
                    "auth.ldap.bind-dn",
                    TestDirectory.SEARCHER,
                    "auth.ldap.password-file",
                    password.toString(),
                    "auth.ldap.base-dn",
                    "ou=people," + TestDirectory.BASE,
                    "auth.ldap.groups.\"" + TestDirectory.OPERATORS + "\"",
                    "ldap-operators",
                    "auth.ldap.ca-file",
                    certificate.file().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        if (company != null) {
            company.close();
        }
    }
}
