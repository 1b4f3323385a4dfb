package backproplab.cli;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.util.List;

/// Turns whatever goes wrong into one line on standard error and an exit code.
final class Failures {
    private Failures() {}

    static int wrongArguments(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        say(command, "%s (see `%s --help`)".formatted(text(e), name));
        return ExitCode.REFUSED;
    }

    private static String text(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return oneLine(e);
        }
        List<String> suggestions = unmatched.getSuggestions();
        String first = unmatched.getUnmatched().getFirst();
        boolean isCommand = e.getCommandLine().getParent() == null && !first.startsWith("-");
        String text = isCommand ? "there is no command `%s`".formatted(first) : oneLine(e);
        return suggestions.isEmpty() ? text : "%s; did you mean `%s`?".formatted(text, suggestions.getFirst());
    }

    static int failed(Exception e, CommandLine command, boolean stacktrace) {
        if (e instanceof Refused) {
            say(command, oneLine(e));
            return ExitCode.REFUSED;
        }
        if (e instanceof Failed) {
            say(command, oneLine(e));
            return ExitCode.FAILED;
        }
        say(command, unexpected(e));
        if (stacktrace) {
            e.printStackTrace(command.getErr());
        }
        return ExitCode.FAILED;
    }

    /// What a mistake of the program itself is told as.
    static String unexpected(Throwable e) {
        return "this should not have happened: %s: %s; run it again with `--stacktrace` and report it"
                .formatted(e.getClass().getSimpleName(), oneLine(e));
    }

    static void say(CommandLine command, String line) {
        command.getErr().println("backprop-lab: " + line);
        command.getErr().flush();
    }

    private static String oneLine(Throwable e) {
        String message = e.getMessage() == null ? "no message" : e.getMessage();
        String line = String.join(" ", message.lines().map(String::strip).toList());
        boolean startsWord = line.length() > 1 && Character.isLowerCase(line.charAt(1));
        return startsWord ? Character.toLowerCase(line.charAt(0)) + line.substring(1) : line;
    }
}
