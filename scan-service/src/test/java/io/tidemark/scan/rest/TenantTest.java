package io.tidemark.scan.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/// The agent of a server of the default tenant, asked by others.
@QuarkusTest
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(FakeHistoryResource.class)
class TenantTest {

    private static final String[] ALL = {"scans:read", "scans:execute"};

    @TempDir
    Path root;

    @Test
    void nobodyOfAnotherTenantLearnsAnythingByAnyOperation() throws IOException {
        String known = asked(Tokens.with(ALL), "POST", "/api/scans").jsonPath().getString("id");
        String unknown = "019aa5b2-6c00-7a31-8d2e-5f0c1b2a3d4e";
        String refused = told(asked(Tokens.with("audit:read"), "GET", "/api/scans"));

        for (String stranger : new String[] {Tokens.ofTenant("acme", ALL), Tokens.ofNobody(ALL)}) {
            operations().forEach((path, methods) -> {
                for (String method : methods.split(" ", -1)) {
                    for (String id : new String[] {known, unknown}) {
                        assertThat(told(asked(stranger, method, path.replace("{id}", id))))
                                .as(method + " " + path)
                                .isEqualTo(refused);
                    }
                }
            });
        }
        assertThat(refused).startsWith("403");
        assertThat(asked(Tokens.with(ALL), "GET", "/api/scans/" + known).statusCode())
                .isEqualTo(200);
        assertThat(asked(Tokens.as("service", ALL), "GET", "/api/scans/" + known)
                        .statusCode())
                .isEqualTo(200);
    }

    private Response asked(String token, String method, String path) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(method.equals("GET") ? "" : "{\"root\":\"" + root + "\"}")
                .request(method, path);
    }

    private static String told(Response answer) {
        return answer.statusCode() + answer.asString().replaceAll("\"instance\":\"[^\"]*\"", "");
    }

    /// The methods of each path of the contract.
    private static Map<String, String> operations() throws IOException {
        Map<String, String> operations = new TreeMap<>();
        String path = "";
        for (String line : Files.readAllLines(Path.of("openapi.yaml"))) {
            Matcher place = Pattern.compile("  (/api/\\S+):").matcher(line);
            Matcher method = Pattern.compile("    (get|put|post|delete|patch):").matcher(line);
            if (place.matches()) {
                path = place.group(1);
            } else if (method.matches()) {
                operations.merge(path, method.group(1).toUpperCase(Locale.ROOT), (a, b) -> a + " " + b);
            }
        }
        return operations;
    }
}
