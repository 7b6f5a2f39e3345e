package io.tidemark.scan.hash;

import io.tidemark.platform.client.ServiceClient;
import org.jspecify.annotations.Nullable;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/// Analytics behind its HTTP interface.
public final class AnalyticsOverHttp implements Analytics {

    private static final String WORK = "/api/analytics/duplicates/work?server=";

    private final Supplier<ServiceClient> maker;
    private @Nullable ServiceClient made;

    /// @param maker asked until it makes a client, for a service may learn its secret after its start
    public AnalyticsOverHttp(Supplier<ServiceClient> maker) {
        this.maker = maker;
    }

    private synchronized ServiceClient client() {
        if (made == null) {
            made = maker.get();
        }
        return made;
    }

    @Override
    public List<HashTask> work(String server) {
        return client().get(path(server), Work.class).items();
    }

    @Override
    public void answer(String server, List<HashAnswer> answers) {
        client().post(path(server), new Answers(answers));
    }

    private static String path(String server) {
        return WORK + URLEncoder.encode(server, StandardCharsets.UTF_8);
    }

    private record Work(List<HashTask> items) {}

    private record Answers(List<HashAnswer> answers) {}
}
