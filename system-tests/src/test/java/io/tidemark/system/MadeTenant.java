package io.tidemark.system;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.launcher.layout.Service;
import io.tidemark.system.RunningStack.Started;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

import static org.assertj.core.api.Assertions.assertThat;

/// A tenant made through the API; its first administrator has chosen a password of his own.
record MadeTenant(Started stack, String name) {
    private static final String FIRST = "the first of many tides";
    private static final String CHOSEN = "seven wet tidal flats";

    static MadeTenant with(Started stack, String name) {
        ObjectNode wanted = object().put("name", name)
                .put("description", "")
                .put("administrator", "root")
                .put("password", FIRST);
        stack.api().post(Service.AUTH, "/api/tenants", wanted);
        MadeTenant made = new MadeTenant(stack, name);
        ObjectNode passwords = object().put("oldPassword", FIRST).put("newPassword", CHOSEN);
        String first = SignedIn.password(stack.layout(), made.of("root"), FIRST);
        made.post(first, "/api/users/" + made.of("root") + "/password", passwords);
        return made;
    }

    /// A name of this tenant.
    String of(String plain) {
        return plain + "@" + name;
    }

    /// The token of a new session of its administrator.
    String signIn() {
        return SignedIn.password(stack.layout(), of("root"), CHOSEN);
    }

    /// Lets one agent of this server in.
    ///
    /// @return the enrolment token
    String enrolment(String server) {
        String answer = post(signIn(), "/api/auth/enrolments", object().put("server", server));
        return Started.json(answer).required("token").textValue();
    }

    void disable(boolean disabled) {
        stack.api().put(Service.AUTH, "/api/tenants/" + name + "/disabled", object().put("disabled", disabled));
    }

    private String post(String token, String path, ObjectNode body) {
        HttpResponse<String> answer =
                SignedIn.send(HttpRequest.newBuilder(URI.create(stack.layout().address(Service.AUTH) + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString()))
                        .build());
        assertThat(answer.statusCode()).as(path + answer.body()).isLessThan(300);
        return answer.body();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
