package io.tidemark.history.store;

import io.tidemark.history.sample.Sample;
import io.tidemark.history.server.ServerName;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.time.Instant;

/// A row of `sample`, for reading; rows are written many at a time by [SampleSql#INSERT].
@Entity
@Table(name = "sample")
class SampleEntity {

    /// The primary key.
    @Embeddable
    record Key(
            @Column(name = "server") String server,
            @Column(name = "volume") String volume,
            @Column(name = "at") Instant at) {}

    @EmbeddedId
    Key key;

    @Column
    String device;

    @Column
    String type;

    @Column(name = "size_bytes")
    long sizeBytes;

    @Column(name = "used_bytes")
    long usedBytes;

    @Column(name = "free_bytes")
    long freeBytes;

    @Column(name = "available_bytes")
    long availableBytes;

    @Column
    long inodes;

    @Column(name = "inodes_free")
    long inodesFree;

    Sample toSample() {
        return new Sample(
                new ServerName(key.server()),
                key.volume(),
                device,
                type,
                key.at(),
                sizeBytes,
                usedBytes,
                freeBytes,
                availableBytes,
                inodes,
                inodesFree);
    }
}
