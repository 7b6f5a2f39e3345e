package io.tidemark.history.policy;

import io.tidemark.history.group.Edit;
import io.tidemark.history.group.Group;
import io.tidemark.history.group.GroupDraft;
import io.tidemark.history.group.GroupName;
import io.tidemark.history.group.Groups;
import io.tidemark.history.group.Selector.Tagged;
import io.tidemark.history.policy.EffectivePolicy.Setting;
import io.tidemark.history.server.Server;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.server.Tags;
import io.tidemark.platform.problem.FieldError;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class PoliciesTest {

    private static final Edit EDIT = new Edit("test", Instant.EPOCH, null);
    private static final ServerName SERVER = new ServerName("db-1");

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @Test
    void takesEachFieldFromTheNearestDocumentThatSaysIt() {
        Policies policies = Policies.of(List.of(
                policy("everything", Map.of("cpuShare", 0.1, "idle", false, "longest", "PT6H")),
                policy("group:a", Map.of("cpuShare", 0.2, "idle", true)),
                policy("group:b", Map.of("cpuShare", 0.3, "callsPerSecond", 100)),
                policy("server:db-1", Map.of("idle", false))));

        EffectivePolicy effective = policies.of(SERVER, List.of(group("b", 5), group("a", 1)));

        assertThat(effective.setting(PolicyField.CPU_SHARE)).isEqualTo(new Setting(0.3, "group:b"));
        assertThat(effective.setting(PolicyField.IDLE)).isEqualTo(new Setting(false, "server:db-1"));
        assertThat(effective.setting(PolicyField.CALLS_PER_SECOND)).isEqualTo(new Setting(100L, "group:b"));
        assertThat(effective.setting(PolicyField.LONGEST)).isEqualTo(new Setting("PT6H", "everything"));
        assertThat(effective.setting(PolicyField.ZONE)).isEqualTo(new Setting("UTC", "default"));
    }

    @Test
    void anExplicitNullTakesALimitAway() {
        Policies policies = Policies.of(List.of(
                policy("everything", Map.of("longest", "PT6H")),
                policy("server:db-1", Collections.singletonMap("longest", null))));

        EffectivePolicy effective = policies.of(SERVER, List.of());

        assertThat(effective.setting(PolicyField.LONGEST)).isEqualTo(new Setting(null, "server:db-1"));
    }

    @Test
    void ordersGroupsByPriorityAndThenByName() {
        Groups groups = Groups.of(List.of(group("b", 1), group("a", 1), group("z", 9)));

        List<Group> nearestFirst = groups.containing(SERVER, new Tags(Map.of("role", "db")));

        assertThat(nearestFirst).extracting(group -> group.name().value()).containsExactly("z", "a", "b");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void addingADocumentChangesOnlyWhatItSaysAndNobodyNearerSays(long seed) {
        Random random = new Random(seed);
        List<Group> groups = List.of(group("b", 5), group("a", 1));
        List<String> nearestFirst = List.of("server:db-1", "group:b", "group:a", "everything");
        List<Policy> before = new ArrayList<>();
        nearestFirst.forEach(target -> before.add(policy(target, document(random))));
        int changed = random.nextInt(nearestFirst.size());
        Policy added = policy(nearestFirst.get(changed), document(random));
        Policies old = Policies.of(before);

        EffectivePolicy effective = old.with(added).of(SERVER, groups);

        for (PolicyField field : PolicyField.values()) {
            boolean nearer = before.subList(0, changed).stream().anyMatch(policy -> says(policy, field));
            Setting expected = nearer
                    ? old.of(SERVER, groups).setting(field)
                    : says(added, field)
                            ? new Setting(value(added, field), nearestFirst.get(changed))
                            : Policies.of(before.subList(changed + 1, before.size()))
                                    .of(SERVER, groups)
                                    .setting(field);
            assertThat(effective.setting(field)).isEqualTo(expected);
        }
    }

    @Test
    void showsWhatAPolicyWouldChangeAndForWhom() {
        Server db = server("db-1", "db");
        Fleet fleet = new Fleet(
                List.of(db, server("web-1", "web")), Groups.of(List.of(group("a", 1))), Policies.of(List.of()));

        List<Fleet.ServerChange> changes = fleet.changesTo(
                fleet.with(fleet.policies().with(policy("group:a", Map.of("cpuShare", 0.5, "idle", true)))));

        assertThat(changes)
                .containsExactly(new Fleet.ServerChange(
                        SERVER,
                        List.of(),
                        List.of(),
                        List.of(new Fleet.FieldChange("scan.cpuShare", 0.05, 0.5, "default", "group:a"))));
    }

    @Test
    void showsWhoWouldJoinAGroup() {
        Fleet fleet = new Fleet(List.of(server("db-1", "db")), Groups.of(List.of()), Policies.of(List.of()));

        List<Fleet.ServerChange> changes =
                fleet.changesTo(fleet.with(fleet.groups().with(group("a", 1))));

        assertThat(changes)
                .containsExactly(new Fleet.ServerChange(SERVER, List.of(new GroupName("a")), List.of(), List.of()));
    }

    @Test
    void namesEveryWrongField() {
        Map<String, @Nullable Object> json = new HashMap<>();
        json.put("cpuShare", 1.5);
        json.put("hours", List.of("22:00-06:00", "25:00-26:00"));
        json.put("interval", "PT1M");
        json.put("zone", null);
        json.put("roots", List.of(Map.of("path", "/home", "schedule", "0 2 * *")));

        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> PolicyDocument.read(PolicyKind.SCAN, json));

        assertThat(refused.code().status()).isEqualTo(422);
        assertThat(refused.errors())
                .containsExactlyInAnyOrder(
                        new FieldError("cpuShare", "must be a number from 0.001 to 1.0"),
                        new FieldError("hours", "item 1 must be hours such as 22:00-06:00"),
                        new FieldError("interval", "is no field of a scan policy"),
                        new FieldError("zone", "must be a time zone such as UTC or Europe/Vienna"),
                        new FieldError(
                                "roots",
                                "item 0 schedule must be a schedule of five fields such as \"0 2 * * *\": minute, hour,"
                                        + " day of month, month, day of week"));
    }

    @Test
    void completesARootWithItsDefaults() {
        PolicyDocument document = PolicyDocument.read(
                PolicyKind.SCAN, Map.of("roots", List.of(Map.of("path", "/home", "schedule", " 0  2 * * 1-5 "))));

        assertThat(document.values().get(PolicyField.ROOTS))
                .isEqualTo(
                        List.of(Map.of("path", "/home", "schedule", "0 2 * * 1-5", "zone", "UTC", "jitter", "PT0S")));
    }

    @Test
    void completesATierWithWhatCostsNothing() {
        PolicyDocument document = PolicyDocument.read(
                PolicyKind.PRICE,
                Map.of(
                        "currency",
                        "EUR",
                        "tier",
                        "hot",
                        "tiers",
                        List.of(Map.of("name", "hot", "perGbMonth", "0.023"))));

        assertThat(document.values().get(PolicyField.TIERS))
                .isEqualTo(List.of(Map.of(
                        "name",
                        "hot",
                        "perGbMonth",
                        "0.023",
                        "perThousandReads",
                        "0",
                        "perThousandWrites",
                        "0",
                        "perGbRead",
                        "0",
                        "leastBytes",
                        0L)));
    }

    @Test
    void refusesPricesThatAreNone() {
        assertThat(refused("currency", "EURO")).isEqualTo("must be a currency such as EUR");
        assertThat(refused("tier", "Hot!"))
                .isEqualTo("must be a name of lower-case letters, digits and dashes, such as hot");
        assertThat(refused("tiers", List.of(Map.of("name", "hot", "perGbMonth", 0.023))))
                .isEqualTo("item 0 perGbMonth must be a price as text, such as \"0.023\"");
        assertThat(refused("tiers", List.of(Map.of("name", "hot", "perGbMonth", "-1"))))
                .isEqualTo("item 0 perGbMonth must be a price as text, such as \"0.023\"");
        assertThat(refused("tiers", List.of(Map.of("name", "hot"))))
                .isEqualTo("item 0 perGbMonth must be a price as text, such as \"0.023\"");
        assertThat(refused("tiers", List.of(Map.of("name", "hot", "perGbMonth", "1", "perGB", "1"))))
                .isEqualTo("item 0 has an unknown field 'perGB'");
        assertThat(refused("tiers", List.of(tier("hot"), tier("hot"))))
                .isEqualTo("must not have two tiers of one name");
    }

    private static Map<String, Object> tier(String name) {
        return Map.of("name", name, "perGbMonth", "1");
    }

    private static String refused(String field, Object value) {
        ProblemException refused = catchThrowableOfType(
                ProblemException.class, () -> PolicyDocument.read(PolicyKind.PRICE, Map.of(field, value)));
        return refused.errors().getFirst().message();
    }

    @ParameterizedTest
    @CsvSource({
        "'* * * * *', true", "'*/5 0-6/2 1,15 * 0', true", "'60 * * * *', false", "'* 24 * * *', false",
        "'* * 0 * *', false", "'* * * 13 *', false", "'* * * * 8', false", "'5-1 * * * *', false",
        "'*/0 * * * *', false", "'* * * * * *', false", "'a * * * *', false", "', * * * *', false"
    })
    void knowsSchedules(String text, boolean valid) {
        assertThat(Cron.isValid(text)).isEqualTo(valid);
    }

    private static boolean says(Policy policy, PolicyField field) {
        PolicyDocument document = policy.document();
        return document != null && document.says(field);
    }

    private static @Nullable Object value(Policy policy, PolicyField field) {
        PolicyDocument document = policy.document();
        return document == null ? null : document.values().get(field);
    }

    private static Map<String, @Nullable Object> document(Random random) {
        Map<String, @Nullable Object> json = new HashMap<>();
        if (random.nextBoolean()) {
            json.put("cpuShare", (1 + random.nextInt(10)) / 10.0);
        }
        if (random.nextBoolean()) {
            json.put("idle", random.nextBoolean());
        }
        if (random.nextBoolean()) {
            json.put("longest", random.nextBoolean() ? null : "PT" + (1 + random.nextInt(9)) + "H");
        }
        return json;
    }

    private static Policy policy(String target, Map<String, @Nullable Object> json) {
        return new Policy(
                PolicyKind.SCAN,
                Target.parse(target),
                1,
                PolicyDocument.read(PolicyKind.SCAN, json),
                Instant.EPOCH,
                "test");
    }

    private static Group group(String name, int priority) {
        return Group.of(new GroupName(name), new GroupDraft("", priority, new Tagged("role", Set.of("db"))), 1, EDIT);
    }

    private static Server server(String name, String role) {
        return new Server(new ServerName(name), null, null, new Tags(Map.of("role", role)));
    }
}
