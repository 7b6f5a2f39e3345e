package io.tidemark.history.server;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The servers that were ever heard of or named. Calls block.
public interface ServerRegister {

    /// Up to `limit` servers by name, those after `after` where it is given.
    List<Server> page(@Nullable ServerName after, int limit);

    /// All servers by name.
    List<Server> all();

    Optional<Server> find(ServerName name);

    /// Gives the server these tags and no others; one that is not known yet is added.
    ///
    /// @return the former tags; empty where it was not known
    Optional<Tags> replaceTags(ServerName name, Tags tags);

    /// Adds the tags that an enrolment brings to those of the server, once for each enrolment; a server that is not
    /// known
    /// yet is added.
    void admit(ServerName name, String enrolment, Tags tags);

    /// Makes all these changes or none; servers that are not known yet are added.
    ///
    /// @return the former tags of those that were known
    Map<ServerName, Tags> changeTags(List<TagChange> changes);
}
