package io.tidemark.alert.rule;

/// The volumes a rule watches: those whose server and mount point both match.
public record Scope(NamePattern server, NamePattern volume) {

    public static final Scope EVERYTHING = new Scope(NamePattern.ANY, NamePattern.ANY);

    public boolean covers(String serverName, String mountPoint) {
        return server.matches(serverName) && volume.matches(mountPoint);
    }
}
