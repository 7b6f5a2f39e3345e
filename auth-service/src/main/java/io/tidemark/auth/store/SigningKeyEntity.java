package io.tidemark.auth.store;

import io.tidemark.auth.token.SealedKey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import java.time.Instant;

@Entity
@Table(name = "signing_key")
class SigningKeyEntity {
    @Id
    String id;

    @Column(name = "follows")
    String follows;

    @Column(name = "signs_from")
    Instant signsFrom;

    @Column(name = "sealed")
    byte[] sealed;

    static SigningKeyEntity of(SealedKey key) {
        SigningKeyEntity entity = new SigningKeyEntity();
        entity.id = key.id();
        entity.follows = key.follows();
        entity.signsFrom = key.signsFrom();
        entity.sealed = key.sealed();
        return entity;
    }

    SealedKey toKey() {
        return new SealedKey(id, signsFrom, follows, sealed);
    }
}
