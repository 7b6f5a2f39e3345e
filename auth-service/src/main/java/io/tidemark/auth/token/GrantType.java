package io.tidemark.auth.token;

/// How a caller proves itself.
public enum GrantType {
    PASSWORD("password"),
    CLIENT_CREDENTIALS("client_credentials"),
    REFRESH_TOKEN("refresh_token"),
    /// After a sign-in at another provider.
    AUTHORIZATION_CODE("authorization_code"),
    /// RFC 8693
    TOKEN_EXCHANGE("urn:ietf:params:oauth:grant-type:token-exchange");

    private final String text;

    GrantType(String text) {
        this.text = text;
    }

    /// As OAuth 2 writes it.
    @Override
    public String toString() {
        return text;
    }
}
