package io.tidemark.auth.store;

import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.session.Session;
import io.tidemark.auth.token.Origin;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "session")
class SessionEntity {
    @Id
    UUID id;

    @Column(name = "account")
    String account;

    @Column(name = "address")
    String address;

    @Column(name = "agent")
    String agent;

    @Column(name = "began_at")
    Instant beganAt;

    @Column(name = "used_at")
    Instant usedAt;

    @Column(name = "ends_at")
    Instant endsAt;

    @Column(name = "ended_at")
    @Nullable
    Instant endedAt;

    @Column(name = "end_reason")
    @Nullable
    String endReason;

    @Column(name = "generation")
    int generation;

    @Column(name = "renewed_from")
    String renewedFrom;

    @Column(name = "salt")
    byte[] salt;

    @Column(name = "with_code")
    boolean withCode;

    static SessionEntity of(Session session) {
        SessionEntity entity = new SessionEntity();
        entity.id = session.id();
        entity.account = session.account().value();
        entity.address = session.from().address();
        entity.agent = session.from().agent();
        entity.beganAt = session.beganAt();
        entity.usedAt = session.usedAt();
        entity.endsAt = session.endsAt();
        entity.generation = session.generation();
        entity.renewedFrom = session.renewedFrom();
        entity.salt = session.salt();
        entity.withCode = session.withCode();
        return entity;
    }

    Session toSession() {
        return new Session(
                id,
                new AccountName(account),
                new Origin(address, agent),
                beganAt,
                usedAt,
                endsAt,
                endedAt,
                generation,
                renewedFrom,
                salt,
                withCode);
    }
}
