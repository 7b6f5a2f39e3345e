package io.tidemark.launcher.command;

import io.tidemark.launcher.stack.StackLock;
import io.tidemark.launcher.stack.StoreVerification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.concurrent.Callable;

/// Checks the whole snapshot store; exit code 0 where nothing is wrong, 1 where something is, 2 where it cannot be
/// told.
@Command(
        name = "verify",
        description = {
            "Reads the whole snapshot store and prints a line for each thing that is wrong.",
            "Exit code 0: nothing is; 1: something is; 2: it cannot be told."
        })
final class Verify implements Callable<Integer> {
    @Mixin
    Place place = new Place();

    @Option(names = "--without-database", description = "Hold files against their manifests only.")
    boolean withoutDatabase;

    @Option(
            names = "--rebuild",
            description = "Register every sound snapshot that the database does not know; after its loss that is all.")
    boolean rebuild;

    @Override
    public Integer call() {
        if (withoutDatabase && rebuild) {
            throw new IllegalArgumentException("--rebuild needs the database");
        }
        StoreVerification verification = new StoreVerification(place.home(), place.layout(), System.err);
        if (withoutDatabase) {
            return verification.ofFilesAlone();
        }
        try (StackLock _ = StackLock.take(place.layout())) {
            return verification.withDatabase(rebuild);
        }
    }
}
