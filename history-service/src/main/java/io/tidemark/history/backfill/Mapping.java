package io.tidemark.history.backfill;

import io.tidemark.history.server.ServerName;
import io.tidemark.platform.tenant.Tenant;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Which volume each series of a Prometheus is.
///
/// @param mapped in the order of their labels; of two with one volume and time the first counts
/// @param leftOut and why
public record Mapping(List<Mapped> mapped, List<LeftOut> leftOut) {

    private static final Set<String> NO_DISK = Set.of(
            "autofs",
            "bpf",
            "cgroup",
            "cgroup2",
            "configfs",
            "debugfs",
            "devpts",
            "devtmpfs",
            "fusectl",
            "hugetlbfs",
            "iso9660",
            "mqueue",
            "nsfs",
            "overlay",
            "proc",
            "pstore",
            "ramfs",
            "rootfs",
            "rpc_pipefs",
            "securityfs",
            "squashfs",
            "sysfs",
            "tmpfs",
            "tracefs");

    /// A series and the volume it is.
    public record Mapped(Map<String, String> labels, ServerName server, String volume, String device, String type) {}

    /// A series that is none of a volume.
    public record LeftOut(Map<String, String> labels, String reason) {}

    static Mapping of(List<Map<String, String>> series, Source source, Tenant tenant) {
        List<Mapped> mapped = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        series.stream().map(Mapping::identity).distinct().sorted(byText()).forEach(labels -> {
            Optional<ServerName> server = server(labels, source, tenant);
            String reason = reason(labels, source, server);
            if (reason.isEmpty()) {
                mapped.add(new Mapped(
                        labels,
                        server.orElseThrow(),
                        labels.getOrDefault("mountpoint", ""),
                        labels.getOrDefault("device", ""),
                        labels.getOrDefault("fstype", "")));
            } else {
                leftOut.add(new LeftOut(labels, reason));
            }
        });
        return new Mapping(mapped, leftOut);
    }

    /// The labels that all metrics of a volume have alike.
    static Map<String, String> identity(Map<String, String> labels) {
        Map<String, String> identity = new TreeMap<>(labels);
        identity.remove("__name__");
        return identity;
    }

    private static Comparator<Map<String, String>> byText() {
        return Comparator.comparing(Object::toString);
    }

    private static String reason(Map<String, String> labels, Source source, Optional<ServerName> server) {
        String volume = labels.getOrDefault("mountpoint", "");
        if (!volume.startsWith("/") || volume.length() > 4096) {
            return "it has no label mountpoint that is an absolute path";
        }
        String type = labels.getOrDefault("fstype", "");
        if (NO_DISK.contains(type)) {
            return "a filesystem of type " + type + " is no storage";
        }
        if (!labels.containsKey(source.serverLabel())) {
            return "it has no label " + source.serverLabel();
        }
        return server.isPresent() ? "" : "its " + source.serverLabel() + " is no server's name; give one in servers";
    }

    /// A label says nothing of tenants: what it names is the caller's.
    private static Optional<ServerName> server(Map<String, String> labels, Source source, Tenant tenant) {
        String label = labels.getOrDefault(source.serverLabel(), "");
        ServerName given = source.servers().get(label);
        if (given != null) {
            return Optional.of(given);
        }
        String plain = label.replaceFirst(":\\d+$", "");
        return plain.contains("@") ? Optional.empty() : ServerName.ifValid(plain + tenant.suffix());
    }
}
