package io.tidemark.auth.start;

import io.smallrye.config.WithDefault;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A directory that keeps people's passwords; none where its addresses are not given.
public interface LdapConfig {
    /// `ldaps://host:port`, or `ldap://host:port`, where StartTLS comes before anything else; asked in this
    /// order.
    Optional<List<URI>> urls();

    /// Who looks people up; nobody in particular where it is not given.
    Optional<String> bindDn();

    /// That one's password, as text; better in an environment variable or a file than here.
    Optional<String> password();

    /// The file of that password.
    Optional<Path> passwordFile();

    /// Below which people are.
    Optional<String> baseDn();

    /// What all of them fit.
    @WithDefault("(objectClass=person)")
    String filter();

    /// What people call themselves.
    @WithDefault("uid")
    String nameAttribute();

    /// What is never given to anybody else: `entryUUID`, or `objectGUID` of Active Directory.
    @WithDefault("entryUUID")
    String idAttribute();

    /// Below which groups are that name their members; the people's own `memberOf` where it is not given.
    Optional<String> groupBaseDn();

    /// The user group here, by the distinguished name of the group there.
    Map<String, String> groups();

    /// The certificates with which the servers prove themselves (PEM); those that Java knows where it is
    /// not set.
    Optional<Path> caFile();

    /// Of connecting, and of each answer.
    @WithDefault("5s")
    Duration timeout();
}
