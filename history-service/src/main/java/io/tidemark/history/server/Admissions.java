package io.tidemark.history.server;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Gives servers the tags that their enrolment brought, once. What an administrator changes later stays.
public final class Admissions {

    private final ServerRegister register;
    private final Map<ServerName, String> known = new ConcurrentHashMap<>();

    public Admissions(ServerRegister register) {
        this.register = register;
    }

    /// Cheap where this was done before.
    ///
    /// @param enrolment its id, as the agent's token says
    public void admit(ServerName server, String enrolment, Tags tags) {
        if (!enrolment.equals(known.get(server))) {
            register.admit(server, enrolment, tags);
            known.put(server, enrolment);
        }
    }
}
