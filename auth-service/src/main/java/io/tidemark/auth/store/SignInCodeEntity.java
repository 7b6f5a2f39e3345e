package io.tidemark.auth.store;

import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.outside.SignInCode;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "sign_in_code")
class SignInCodeEntity {
    @Id
    String hash;

    @Column(name = "state")
    String state;

    @Column(name = "account")
    String account;

    @Column(name = "redirect")
    String redirect;

    @Column(name = "challenge")
    String challenge;

    @Column(name = "with_code")
    boolean withCode;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "redeemed_at")
    @Nullable
    Instant redeemedAt;

    @Column(name = "session")
    @Nullable
    UUID session;

    SignInCode toCode() {
        return new SignInCode(hash, state, new AccountName(account), redirect, challenge, withCode, expiresAt, session);
    }
}
