package io.tidemark.auth.store;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.io.Serializable;

@Entity
@Table(name = "outside_identity")
class OutsideIdentityEntity {
    @EmbeddedId
    Key key;

    @Column(name = "account")
    String account;

    static OutsideIdentityEntity of(String issuer, String subject, String account) {
        OutsideIdentityEntity entity = new OutsideIdentityEntity();
        entity.key = new Key(issuer, subject);
        entity.account = account;
        return entity;
    }

    @Embeddable
    record Key(
            @Column(name = "issuer") String issuer,
            @Column(name = "subject") String subject) implements Serializable {}
}
