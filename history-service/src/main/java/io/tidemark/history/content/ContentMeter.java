package io.tidemark.history.content;

/// Counts what is read to see whether it is sound, and what was found.
public interface ContentMeter {

    void read(long bytes);

    void damageFound();

    void repaired();
}
