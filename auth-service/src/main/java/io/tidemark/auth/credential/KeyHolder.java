package io.tidemark.auth.credential;

import io.tidemark.auth.account.AccountName;

import java.util.Locale;
import java.util.Optional;

/// Whom a key stands for.
///
/// @param name of an account, or the client id of a service or an agent
/// @param server the only one it may write for; agents always have one, all others never
public record KeyHolder(Kind kind, String name, Optional<String> server) {
    public KeyHolder {
        boolean isPossible = switch (kind) {
            case USER -> AccountName.isValid(name) && server.isEmpty();
            case SERVICE -> ClientId.isValid(name) && !new ClientId(name).isAgent() && server.isEmpty();
            case AGENT -> ClientId.isValid(name) && new ClientId(name).isAgent() && server.isPresent();
        };
        if (!isPossible) {
            throw new IllegalArgumentException("'" + name + "' is the name of no " + kind);
        }
    }

    /// Who holds keys.
    public enum Kind {
        USER,
        SERVICE,
        AGENT;

        public static Kind of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static KeyHolder user(AccountName name) {
        return new KeyHolder(Kind.USER, name.value(), Optional.empty());
    }

    public static KeyHolder service(ClientId id) {
        return new KeyHolder(Kind.SERVICE, id.value(), Optional.empty());
    }

    /// @param server the only one it may write for, of an agent
    public static KeyHolder machine(ClientId id, Optional<String> server) {
        return new KeyHolder(id.isAgent() ? Kind.AGENT : Kind.SERVICE, id.value(), server);
    }

    /// The agent of a server.
    public static KeyHolder agentOf(String server) {
        return machine(ClientId.ofAgent(server), Optional.of(server));
    }

    /// Whether both are the same somebody.
    public boolean isSame(KeyHolder other) {
        return kind == other.kind && name.equals(other.name);
    }

    public AccountName account() {
        return new AccountName(name);
    }

    public Identity identity() {
        return new Identity(new ClientId(name), server);
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }
}
