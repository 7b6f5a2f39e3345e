package io.tidemark.launcher.report;

import io.tidemark.launcher.client.Api;
import io.tidemark.launcher.layout.Layout;
import io.tidemark.launcher.layout.Service;
import io.tidemark.launcher.scan.Job;

import java.util.ArrayList;
import java.util.List;

/// What a scan found, asked from the services one after the other.
public final class Summary {
    private final Api api;
    private final Layout layout;
    private final Job job;

    public Summary(Api api, Layout layout, Job job) {
        this.api = api;
        this.layout = layout;
        this.job = job;
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.addAll(new Totals(api, job).lines());
        lines.addAll(new Arrival(api, job).await());
        lines.addAll(new Largest(api, job).lines());
        lines.addAll(new Usage(api, job).lines());
        lines.addAll(new Capacity(api, job).lines());
        lines.addAll(new Alerts(api).lines());
        lines.addAll(addresses(layout));
        return lines;
    }

    /// Where the services tell what they can do, and how to get in.
    public static List<String> addresses(Layout layout) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("OpenAPI");
        for (Service service : Service.values()) {
            lines.add(String.format("  %-18s %s/openapi", service.title(), layout.address(service)));
        }
        lines.add("");
        lines.add("Sign in: ./stack token prints a token, good for 15 minutes. For example:");
        lines.add("  curl -H \"Authorization: Bearer $(./stack token)\" '" + layout.address(Service.ANALYTICS)
                + "/api/analytics/heavy-files?limit=10'");
        return lines;
    }
}
