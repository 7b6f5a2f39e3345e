package io.tidemark.launcher.command;

import io.tidemark.launcher.trouble.Trouble;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The program behind `./stack`.
@Command(
        name = "stack",
        description = "Tidemark on this machine.",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        subcommands = {
            Up.class,
            Down.class,
            StatusCommand.class,
            Logs.class,
            TokenCommand.class,
            Verify.class,
            Import.class,
            Dependencies.class,
            Bench.class
        },
        synopsisSubcommandLabel = "COMMAND")
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new Main())
                .setExecutionExceptionHandler((e, command, parsed) -> failed(e))
                .setUsageHelpAutoWidth(true);
        System.exit(line.execute(arguments));
    }

    private static int failed(Exception e) throws Exception {
        if (e instanceof Trouble || e instanceof IllegalArgumentException) {
            System.err.println("stack: " + e.getMessage());
            return 1;
        }
        throw e;
    }
}
