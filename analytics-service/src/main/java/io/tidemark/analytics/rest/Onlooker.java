package io.tidemark.analytics.rest;

import io.tidemark.analytics.source.Audience;
import io.tidemark.analytics.source.Lens;
import io.tidemark.analytics.source.Roster;
import io.tidemark.analytics.source.Server;
import io.tidemark.platform.access.Caller;
import io.tidemark.platform.access.Reach;
import io.tidemark.platform.access.Visible;
import io.tidemark.platform.access.Visible.Part;
import io.tidemark.platform.tenant.Tenancy;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What of the files the present caller may see. Nothing of another tenant, whatever the scopes say.
@RequestScoped
class Onlooker {
    private static final String PERMISSION = "files:read";
    private static final String SELF = "@me";

    private final Reach reach;
    private final Caller caller;
    private final Roster roster;

    Onlooker(Reach reach, Caller caller, Roster roster) {
        this.reach = reach;
        this.caller = caller;
        this.roster = roster;
    }

    /// @throws io.tidemark.platform.problem.ProblemException 503 where it depends on groups that are not known now
    Audience audience() {
        Visible visible = reach.of(PERMISSION);
        Visible.Servers whole = visible.servers();
        if (whole.all()) {
            return Audience.EVERYBODY;
        }
        if (!whole().equals(Tenancy.NONE)) {
            return server -> whole.contains(server) ? Lens.EVERYTHING : Lens.NOTHING;
        }
        boolean grouped = visible.parts().stream().anyMatch(part -> part.kind().equals(Part.GROUP));
        Map<String, List<String>> groups = new HashMap<>();
        if (grouped) {
            for (Server server : roster.servers(caller.tenancy())) {
                groups.put(server.name(), server.groups());
            }
        }
        String self = caller.subject();
        Map<String, Lens> known = new HashMap<>();
        return server ->
                known.computeIfAbsent(server, name -> lens(visible, name, groups.getOrDefault(name, List.of()), self));
    }

    /// Of whom the caller may see everything.
    Tenancy whole() {
        Visible visible = reach.of(PERMISSION);
        Visible.Servers whole = visible.servers();
        return whole.except() && whole.names().isEmpty() ? visible.tenancy() : Tenancy.NONE;
    }

    private static Lens lens(Visible visible, String server, List<String> groups, String self) {
        if (!visible.tenancy().contains(server)) {
            return Lens.NOTHING;
        }
        List<Lens.Rule> allowed = new ArrayList<>();
        List<Lens.Rule> denied = new ArrayList<>();
        for (Part part : visible.parts()) {
            Lens.Rule rule = isAbout(part, server, groups) ? rule(part, self) : null;
            if (rule != null) {
                (part.denies() ? denied : allowed).add(rule);
            }
        }
        return new Lens(allowed, denied);
    }

    private static boolean isAbout(Part part, String server, List<String> groups) {
        return switch (part.kind()) {
            case Part.EVERYTHING -> true;
            case Part.SERVER, Part.FOLDER -> part.name().equals(server);
            case Part.GROUP -> groups.contains(part.name());
            default -> part.denies();
        };
    }

    /// A folder without a path allows nothing and denies the whole server.
    private static Lens.@Nullable Rule rule(Part part, String self) {
        String path = part.kind().equals(Part.FOLDER) ? part.path().orElse("") : "/";
        if (!path.startsWith("/") && !part.denies()) {
            return null;
        }
        String owner = part.owner().orElse(null);
        return new Lens.Rule(path.startsWith("/") ? path : "/", SELF.equals(owner) ? self : owner);
    }
}
