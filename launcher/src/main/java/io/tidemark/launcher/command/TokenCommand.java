package io.tidemark.launcher.command;

import io.tidemark.launcher.client.Http;
import io.tidemark.launcher.client.SignIn;
import io.tidemark.launcher.layout.Layout;
import io.tidemark.launcher.trouble.Trouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Prints a token and nothing else.
@Command(name = "token", description = "Prints a token, good for 15 minutes, and nothing else.")
final class TokenCommand implements Runnable {
    @Mixin
    Place place = new Place();

    @Option(names = "--user", paramLabel = "NAME", description = "Who signs in (default: the administrator).")
    @Nullable
    String user;

    @Option(names = "--password-stdin", description = "Read the password from standard input.")
    boolean passwordStdin;

    @Option(names = "--json", description = "Print all that auth-service answers, with the refresh token, as JSON.")
    boolean json;

    @Override
    public void run() {
        SignIn signIn = signIn(place.layout());
        System.out.println(json ? signIn.answer().toString() : signIn.token().text());
    }

    private SignIn signIn(Layout layout) {
        Http http = new Http();
        if (user == null && !passwordStdin) {
            return SignIn.administrator(http, layout);
        }
        if (!passwordStdin) {
            throw new Trouble("--user needs --password-stdin");
        }
        return new SignIn(http, layout, user == null ? "administrator" : user, password());
    }

    private static String password() {
        try {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new Trouble("The password cannot be read: " + e.getMessage(), e);
        }
    }
}
