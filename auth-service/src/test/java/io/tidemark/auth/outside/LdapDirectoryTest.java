package io.tidemark.auth.outside;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.SearchResultEntry;
import io.tidemark.auth.OwnCertificate;
import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.credential.Directory;
import io.tidemark.auth.credential.Directory.Away;
import io.tidemark.auth.right.GroupName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class LdapDirectoryTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final AccountName ALICE = new AccountName("ldap:alice");

    @TempDir
    static Path folder;

    private static OwnCertificate certificate;
    private static TestDirectory company;

    private final MemoryPeople people = new MemoryPeople();

    @BeforeAll
    static void start() throws Exception {
        certificate = OwnCertificate.in(folder);
        company = new TestDirectory(certificate);
    }

    @AfterAll
    static void stop() {
        company.close();
    }

    @Test
    void theRightPasswordIsTakenOverTlsAndAfterStartTls() {
        for (String server : List.of(company.ldaps(), company.startTls())) {
            try (Directory.Entry entry = directory(rules(server)).find(ALICE)) {
                assertThat(entry.isKnown()).isTrue();
                assertThat(entry.accepts("wrong")).isFalse();
                assertThat(entry.accepts(TestDirectory.PASSWORD)).isTrue();
            }
        }
    }

    @Test
    void anEmptyPasswordIsNobodysSignIn() {
        try (Directory.Entry entry = directory(rules(company.ldaps())).find(ALICE)) {
            assertThat(entry.accepts("")).isFalse();
        }
    }

    @Test
    void nobodyAndSeveralOfOneNameAreRefused() {
        assertThat(accepts("ldap:nobody")).isFalse();
        assertThat(accepts("ldap:twice")).isFalse();
        assertThat(accepts("ldap:bob")).isTrue();
    }

    @Test
    void aNameIsAValueAndNothingElse() {
        LdapRules rules = rules(company.ldaps());

        assertThat(rules.of("*)(uid=*").toString()).isEqualTo("(&(objectClass=person)(uid=\\2a\\29\\28uid=\\2a))");
        assertThat(rules.of("a\\b\0").toString()).isEqualTo("(&(objectClass=person)(uid=a\\5cb\\00))");
        for (String name : List.of("ldap:*", "ldap:a)(uid=*", "ldap:alice ", "ldap:", "ldap:a\u0000b")) {
            assertThat(AccountName.isValid(name)).as(name).isFalse();
        }
    }

    @Test
    void peopleOfAnyAlphabetAreFoundAndAreCalledWhatTheyAreCalledThere() {
        for (String name : List.of("müller", "田中", "иванов")) {
            assertThat(admitted(name)).isEqualTo(new AccountName("ldap:" + name));
        }
    }

    @Test
    void whoLooksLikeSomebodyElseIsSomebodyElseAndMarked() {
        AccountName latin = admitted("alice");
        AccountName foreign = admitted("\u0430lice");

        assertThat(latin).isEqualTo(ALICE);
        assertThat(foreign.value()).matches("ldap:\u0430lice-[0-9a-f]{12}");
        assertThat(admitted("\u0430lice")).isEqualTo(foreign);
        assertThat(admitted("muller").value()).isEqualTo("ldap:muller");
        assertThat(admitted("müller").value()).isEqualTo("ldap:müller");
    }

    @Test
    void theAccountIsCalledWhatTheDirectorySaysNotWhatSomebodyTyped() {
        SearchResultEntry person =
                new SearchResultEntry("cn=x," + TestDirectory.BASE, new Attribute[] {new Attribute("uid", "Müller")});
        SearchResultEntry several = new SearchResultEntry(
                "cn=x," + TestDirectory.BASE, new Attribute[] {new Attribute("uid", "first", "Second", "third")});

        assertThat(LdapEntry.name(person, "uid", "muller")).contains("Müller");
        assertThat(LdapEntry.name(several, "uid", "second")).contains("Second");
        assertThat(LdapEntry.name(several, "cn", "second")).isEmpty();
    }

    @Test
    void groupsComeFromThePersonOrFromTheGroups() {
        LdapRules own = rules(company.ldaps());
        LdapRules groups = new LdapRules(
                own.servers(),
                own.bindDn(),
                own.base(),
                own.filter(),
                "uid",
                "entryUUID",
                Optional.of(LdapRules.dn("groups", "ou=groups," + TestDirectory.BASE)),
                own.timeout());

        for (LdapRules rules : List.of(own, groups)) {
            people.accounts.clear();
            try (Directory.Entry entry = directory(rules).find(ALICE)) {
                assertThat(entry.accepts(TestDirectory.PASSWORD)).isTrue();
                assertThat(entry.admitted("10.0.0.1").name()).isEqualTo(ALICE);
            }
            assertThat(people.groups).containsOnly(Map.entry(ALICE, Set.of(new GroupName("operators"))));
        }
    }

    @Test
    void whoHasAnAccountIsFoundByWhatNeverChanges() {
        try (Directory.Entry entry = directory(rules(company.ldaps())).find(ALICE)) {
            assertThat(entry.account()).isEmpty();
            entry.accepts(TestDirectory.PASSWORD);
            entry.admitted("10.0.0.1");
        }
        try (Directory.Entry entry = directory(rules(company.ldaps())).find(ALICE)) {
            assertThat(entry.account().map(account -> account.name())).contains(ALICE);
        }
    }

    @Test
    void referralsAreNotFollowed() throws Exception {
        LdapRules elsewhere = new LdapRules(
                List.of(URI.create(company.ldaps())),
                Optional.of(TestDirectory.SEARCHER),
                LdapRules.dn("base", "ou=elsewhere," + TestDirectory.BASE),
                LdapRules.filter("filter", "(objectClass=person)"),
                "uid",
                "entryUUID",
                Optional.empty(),
                Duration.ofSeconds(5));

        try (Directory.Entry entry = directory(elsewhere).find(ALICE)) {
            assertThat(entry.isKnown()).isFalse();
            assertThat(entry.accepts(TestDirectory.PASSWORD)).isFalse();
        }
    }

    @Test
    void aServerThatDoesNotProveItsNameIsNotAsked() throws Exception {
        String elsewhere = company.ldaps().replace("localhost", "localhost.localdomain");
        LdapDirectory trustsNobody =
                new LdapDirectory(rules(company.ldaps()), SSLContext::getDefault, () -> "", admissions());
        LdapDirectory startTls =
                new LdapDirectory(rules(company.startTls()), SSLContext::getDefault, () -> "", admissions());

        assertThatThrownBy(() -> trustsNobody.find(ALICE)).isInstanceOf(Away.class);
        assertThatThrownBy(() -> startTls.find(ALICE)).isInstanceOf(Away.class);
        for (String server : List.of(
                company.ldaps().replace("localhost", "127.0.0.2"),
                company.startTls().replace("localhost", "127.0.0.2"),
                elsewhere)) {
            assertThatThrownBy(() -> directory(rules(server)).find(ALICE)).isInstanceOf(Away.class);
        }
    }

    @Test
    void ofTwoServersTheOneThatAnswersIsAsked() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LdapRules both = new LdapRules(
                    List.of(URI.create("ldaps://localhost:" + silent.getLocalPort()), URI.create(company.ldaps())),
                    Optional.of(TestDirectory.SEARCHER),
                    rules(company.ldaps()).base(),
                    rules(company.ldaps()).filter(),
                    "uid",
                    "entryUUID",
                    Optional.empty(),
                    Duration.ofMillis(300));

            try (Directory.Entry entry = directory(both).find(ALICE)) {
                assertThat(entry.accepts(TestDirectory.PASSWORD)).isTrue();
            }
        }
    }

    @Test
    void aServerThatIsDownOrSilentOrDoesNotKnowTheSearcherIsAway() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
            for (String scheme : List.of("ldap", "ldaps")) {
                LdapRules silent = rules(scheme + "://localhost:" + closed);
                assertThatThrownBy(() -> directory(silent).find(ALICE)).isInstanceOf(Away.class);
            }
        }
        LdapRules down = rules("ldaps://localhost:" + closed);
        LdapDirectory unknown =
                new LdapDirectory(rules(company.ldaps()), LdapDirectoryTest::trusting, () -> "wrong", admissions());

        assertThatThrownBy(() -> directory(down).find(ALICE)).isInstanceOf(Away.class);
        assertThatThrownBy(() -> unknown.find(ALICE)).isInstanceOf(Away.class);
    }

    @Test
    void ofManyAtOnceEightWaitForTheDirectory() throws Exception {
        LdapDirectory directory = directory(rules(company.ldaps()));
        List<Directory.Entry> held = new java.util.ArrayList<>();
        for (int i = 0; i < 8; i++) {
            held.add(directory.find(ALICE));
        }

        assertThatThrownBy(() -> directory.find(ALICE)).isInstanceOf(Away.class).hasMessage("too many wait for it");
        held.forEach(Directory.Entry::close);
        directory.find(ALICE).close();
    }

    @Test
    void whatGoesWrongUnexpectedlyKeepsNeitherPlaceNorConnection() {
        AtomicBoolean broken = new AtomicBoolean(true);
        LdapDirectory directory = new LdapDirectory(
                rules(company.ldaps()), LdapDirectoryTest::trusting, () -> password(broken.get()), admissions());
        int before = company.connections();

        for (int i = 0; i < 9; i++) {
            assertThatThrownBy(() -> directory.find(ALICE)).isInstanceOf(IllegalStateException.class);
        }

        assertThat(settlesAt(before)).isTrue();
        broken.set(false);
        try (Directory.Entry entry = directory.find(ALICE)) {
            assertThat(entry.accepts(TestDirectory.PASSWORD)).isTrue();
        }
    }

    @Test
    void aGroupThatIsNoDistinguishedNameIsLeftOutAndTheOthersCount() {
        AccountName erin = new AccountName("ldap:erin");

        try (Directory.Entry entry = directory(rules(company.ldaps())).find(erin)) {
            assertThat(entry.accepts(TestDirectory.PASSWORD)).isTrue();
            assertThat(entry.admitted("10.0.0.1").name()).isEqualTo(erin);
        }

        assertThat(people.groups).containsOnly(Map.entry(erin, Set.of(new GroupName("operators"))));
    }

    private static String password(boolean broken) {
        if (broken) {
            throw new IllegalStateException("nobody expects this");
        }
        return TestDirectory.SEARCHERS_PASSWORD;
    }

    /// The directory hears of a connection's end a moment later.
    private static boolean settlesAt(int connections) {
        for (int i = 0; i < 100 && company.connections() != connections; i++) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return company.connections() == connections;
    }

    private AccountName admitted(String name) {
        try (Directory.Entry entry = directory(rules(company.ldaps())).find(new AccountName("ldap:" + name))) {
            assertThat(entry.accepts(TestDirectory.PASSWORD)).as(name).isTrue();
            return entry.admitted("10.0.0.1").name();
        }
    }

    private boolean accepts(String name) {
        try (Directory.Entry entry = directory(rules(company.ldaps())).find(new AccountName(name))) {
            return entry.accepts(TestDirectory.PASSWORD);
        }
    }

    private LdapDirectory directory(LdapRules rules) {
        return new LdapDirectory(
                rules, LdapDirectoryTest::trusting, () -> TestDirectory.SEARCHERS_PASSWORD, admissions());
    }

    private Admissions admissions() {
        GroupMapping mapping = GroupMapping.of(
                Map.of(LdapRules.normal("CN=storage operators, OU=groups, DC=example, DC=org"), "operators"));
        return new Admissions(people, mapping, () -> NOON);
    }

    private static LdapRules rules(String server) {
        return new LdapRules(
                List.of(URI.create(server)),
                Optional.of(TestDirectory.SEARCHER),
                LdapRules.dn("base", TestDirectory.BASE),
                LdapRules.filter("filter", "(objectClass=person)"),
                "uid",
                "entryUUID",
                Optional.empty(),
                Duration.ofSeconds(2));
    }

    private static SSLContext trusting() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "company", Objects.requireNonNull(certificate).certificate());
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
