package io.tidemark.auth.right;

import java.util.regex.Pattern;

/// Where a right holds. What belongs to which tenant and group of servers is not known here, so two places overlap
/// unless they cannot, and one covers another only where it must.
public sealed interface Place {
    Place EVERYTHING = new Everything();

    /// Whether a thing lies here.
    boolean contains(Target target);

    /// Whether everything that lies there lies here too, whatever belongs to what.
    boolean covers(Place other);

    /// Whether anything can lie both here and there.
    boolean overlaps(Place other);

    record Everything() implements Place {
        @Override
        public boolean contains(Target target) {
            return true;
        }

        @Override
        public boolean covers(Place other) {
            return true;
        }

        @Override
        public boolean overlaps(Place other) {
            return true;
        }
    }

    record Tenant(String name) implements Place {
        public Tenant {
            Names.require("tenant", name);
        }

        @Override
        public boolean contains(Target target) {
            return target.owningTenant().filter(name::equals).isPresent();
        }

        @Override
        public boolean covers(Place other) {
            return equals(other);
        }

        /// A thing belongs to one tenant.
        @Override
        public boolean overlaps(Place other) {
            return !(other instanceof Tenant) || equals(other);
        }
    }

    /// A group of servers.
    record ServerGroup(String name) implements Place {
        public ServerGroup {
            Names.require("group", name);
        }

        @Override
        public boolean contains(Target target) {
            return target.groups().contains(name);
        }

        @Override
        public boolean covers(Place other) {
            return equals(other);
        }

        /// A server may be in any number of groups.
        @Override
        public boolean overlaps(Place other) {
            return true;
        }
    }

    record Server(String name) implements Place {
        public Server {
            Names.require("server", name);
        }

        @Override
        public boolean contains(Target target) {
            return target.server().filter(name::equals).isPresent();
        }

        @Override
        public boolean covers(Place other) {
            return equals(other) || (other instanceof Folder folder && folder.server.equals(name));
        }

        @Override
        public boolean overlaps(Place other) {
            return switch (other) {
                case Everything e -> true;
                case Tenant t -> true;
                case ServerGroup g -> true;
                case Server s -> equals(s);
                case Folder f -> f.server.equals(name);
            };
        }
    }

    /// A folder of a server and all below it.
    ///
    /// @param path absolute, without a slash at the end and without `.` and `..`
    record Folder(String server, String path) implements Place {
        private static final Pattern FORM = Pattern.compile("(/(?!\\.\\.?(/|$))[^/\\x00]+)+");
        private static final int MAX_PATH = 4096;

        public Folder {
            Names.require("server", server);
            if (path.length() > MAX_PATH || !FORM.matcher(path).matches()) {
                throw new IllegalArgumentException(
                        "path must be absolute, such as /srv/data, without a slash at the end"
                                + " and without . and ..; for a whole server name the server alone");
            }
        }

        @Override
        public boolean contains(Target target) {
            return target.server().filter(server::equals).isPresent()
                    && target.path().filter(this::isAt).isPresent();
        }

        @Override
        public boolean covers(Place other) {
            return other instanceof Folder folder && folder.server.equals(server) && isAt(folder.path);
        }

        @Override
        public boolean overlaps(Place other) {
            return other instanceof Folder folder ? covers(folder) || folder.covers(this) : other.overlaps(this);
        }

        private boolean isAt(String other) {
            return other.equals(path) || other.startsWith(path + "/");
        }
    }
}
