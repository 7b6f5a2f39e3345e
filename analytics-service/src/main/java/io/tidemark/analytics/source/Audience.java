package io.tidemark.analytics.source;

/// Who asks, as far as it decides what there is to see.
@FunctionalInterface
public interface Audience {
    Audience EVERYBODY = server -> Lens.EVERYTHING;

    Lens of(String server);
}
