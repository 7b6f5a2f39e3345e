package io.tidemark.scan.hash;

import io.tidemark.platform.client.ServiceRefused;
import io.tidemark.platform.client.ServiceUnavailable;

import java.util.List;

/// Who wants files hashed. Each call may be repeated. All fail with {@link ServiceUnavailable} when trying again later
/// makes sense and with {@link ServiceRefused} when it was said no.
public interface Analytics {

    /// What is to be hashed next; the same again until it is answered.
    List<HashTask> work(String server);

    void answer(String server, List<HashAnswer> answers);
}
