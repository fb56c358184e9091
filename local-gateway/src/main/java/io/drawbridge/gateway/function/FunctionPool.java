package io.drawbridge.gateway.function;

import io.drawbridge.gateway.api.FunctionDefinition;
import io.netty.channel.EventLoop;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The processes of one function.
 *
 * <p>An invocation goes to an idle process, the one used last first; else a new process starts, up to the bound; else it
 * waits. Lives on one event loop, as its processes do.
 */
final class FunctionPool implements FunctionProcess.Owner {

    /** Where Lambda would throttle. */
    private static final int MAX_QUEUE = 1000;

    private final FunctionDefinition function;
    private final String functionArn;
    private final EventLoop loop;
    private final int maxProcesses;
    private final FunctionLog log;
    private final FunctionProcess.Starter starter;
    private final Executor forks;
    private final Set<FunctionProcess> processes = new LinkedHashSet<>();
    private final ArrayDeque<FunctionProcess> idle = new ArrayDeque<>();
    private final ArrayDeque<Invocation> queue = new ArrayDeque<>();
    private boolean closed;

    FunctionPool(
            FunctionDefinition function,
            String functionArn,
            EventLoop loop,
            int maxProcesses,
            FunctionLog log,
            FunctionProcess.Starter starter,
            Executor forks) {
        this.function = function;
        this.functionArn = functionArn;
        this.loop = loop;
        this.maxProcesses = maxProcesses;
        this.log = log;
        this.starter = starter;
        this.forks = forks;
    }

    /** Queues an invocation; from any thread. */
    void submit(Invocation invocation) {
        loop.execute(() -> {
            if (closed || queue.size() >= MAX_QUEUE) {
                invocation.fail("TooManyRequestsException", "Rate Exceeded.");
                return;
            }
            queue.add(invocation);
            dispatch();
        });
    }

    /** Starts a process ahead of the first invocation; from any thread. */
    void prewarm() {
        loop.execute(() -> {
            if (!closed && processes.isEmpty()) {
                startProcess();
            }
        });
    }

    private void dispatch() {
        while (!queue.isEmpty() && !idle.isEmpty()) {
            idle.pop().deliver(queue.remove());
        }
        // A process that has just answered asks for more within a millisecond: no reason to start another one.
        long coming = processes.stream()
                .filter(process -> process.state() == FunctionProcess.State.STARTING
                        || process.state() == FunctionProcess.State.RETURNING)
                .count();
        for (; queue.size() > coming && processes.size() < maxProcesses && !closed; coming++) {
            startProcess();
        }
    }

    private void startProcess() {
        FunctionProcess process = new FunctionProcess(function, functionArn, loop, this, log, Clock.systemUTC());
        processes.add(process);
        process.start(starter, forks);
    }

    @Override
    public void ready(FunctionProcess process) {
        idle.push(process);
        dispatch();
    }

    @Override
    public void ended(FunctionProcess process, FunctionProcess.State last, InvocationOutcome.Failed why) {
        processes.remove(process);
        idle.remove(process);
        // One that never became ready takes the invocation it was started for with it; otherwise a function that cannot
        // start would be started for ever.
        Invocation first = last == FunctionProcess.State.STARTING ? queue.poll() : null;
        if (first != null) {
            first.fail(why.errorType(), why.errorMessage());
        }
        dispatch();
    }

    /** Ends every process and fails what waits; from any thread but the loop's. */
    void close() throws InterruptedException {
        CompletableFuture<List<FunctionProcess>> ending = new CompletableFuture<>();
        loop.execute(() -> {
            closed = true;
            queue.forEach(invocation -> invocation.fail("ServiceException", "The local gateway is stopping."));
            queue.clear();
            List<FunctionProcess> all = List.copyOf(processes);
            all.forEach(FunctionProcess::kill);
            ending.complete(all);
        });
        for (FunctionProcess process : ending.orTimeout(2, TimeUnit.SECONDS).join()) {
            process.awaitEnd(Duration.ofSeconds(2));
        }
    }
}
