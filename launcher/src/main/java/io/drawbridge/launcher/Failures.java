package io.drawbridge.launcher;

import io.drawbridge.launcher.admin.AdminApiException;
import io.drawbridge.launcher.run.LaunchException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Prints what stopped a command: a plain message where one was prepared, a stack trace where it is our mistake. */
final class Failures implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception fault, CommandLine commandLine, ParseResult parsed) throws Exception {
        if (fault instanceof LaunchException || fault instanceof UncheckedIOException) {
            commandLine.getErr().println(fault.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        if (fault instanceof AdminApiException refusal) {
            commandLine.getErr().println(refusal.getMessage());
            return refusal.exitCode();
        }
        throw fault;
    }
}
