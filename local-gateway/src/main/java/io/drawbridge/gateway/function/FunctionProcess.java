package io.drawbridge.gateway.function;

import io.drawbridge.gateway.api.FunctionDefinition;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One child process of a function and the invocation it works on.
 *
 * <p>Lives on one event loop: every method but {@link #start} and {@link #kill} is called there, so nothing is locked.
 */
// Netty reports what a write or close comes to by closing the channel, and that ends the process.
@SuppressWarnings("FutureReturnValueIgnored")
final class FunctionProcess {

    /** Lambda's limit for the init phase, before the function's own timeout begins to count. */
    private static final Duration INIT_LIMIT = Duration.ofSeconds(10);

    /** After a result the client asks for more at once; one that does not is hung or on its way out. */
    private static final Duration RETURN_LIMIT = Duration.ofSeconds(2);

    enum State {
        STARTING,
        IDLE,
        BUSY,
        RETURNING,
        ENDING
    }

    /** Who decides what a process does next. */
    interface Owner {

        /** The process waits for an invocation. */
        void ready(FunctionProcess process);

        /** The process will take no more; {@code why} says so in Lambda's words. */
        void ended(FunctionProcess process, State last, InvocationOutcome.Failed why);
    }

    private final FunctionDefinition function;
    private final String functionArn;
    private final EventLoop loop;
    private final Owner owner;
    private final LogPump log;
    private final Clock clock;
    private State state = State.STARTING;
    private @Nullable Channel api;
    private volatile @Nullable Process child;
    private volatile boolean killed;
    private @Nullable ChannelHandlerContext waiting;
    private @Nullable Invocation current;
    private @Nullable ScheduledFuture<?> limit;
    private InvocationOutcome.@Nullable Failed cause;

    FunctionProcess(
            FunctionDefinition function,
            String functionArn,
            EventLoop loop,
            Owner owner,
            FunctionLog log,
            Clock clock) {
        this.function = function;
        this.functionArn = functionArn;
        this.loop = loop;
        this.owner = owner;
        this.log = new LogPump(function.logicalId(), log);
        this.clock = clock;
    }

    State state() {
        return state;
    }

    /** Opens the Runtime API, then starts the child from another thread: a fork takes milliseconds. */
    void start(Starter starter, Executor forks) {
        ChannelFuture bound = RuntimeApi.serve(loop, this);
        bound.addListener(ready -> {
            if (!ready.isSuccess()) {
                end(new InvocationOutcome.Failed("Runtime.Unknown", "The Runtime API cannot listen: " + ready.cause()));
                return;
            }
            api = bound.channel();
            int port = ((InetSocketAddress) bound.channel().localAddress()).getPort();
            forks.execute(() -> fork(starter, port));
        });
        endAfter(INIT_LIMIT.plus(function.timeout()), "Sandbox.Timedout", "Init timed out");
    }

    /** Starts the child; a fake in tests. */
    interface Starter {
        Process start(int runtimeApiPort) throws IOException;
    }

    private void fork(Starter starter, int port) {
        try {
            Process started = starter.start(port);
            child = started;
            if (killed) {
                started.destroyForcibly();
            }
            log.start(started.getInputStream());
            started.onExit().thenAccept(exited -> loop.execute(() -> exited(exited.exitValue())));
        } catch (IOException e) {
            loop.execute(() -> end(new InvocationOutcome.Failed(
                    "Runtime.InvalidEntrypoint",
                    "The process of " + function.logicalId() + " cannot start: " + e.getMessage())));
        }
    }

    /** The child asks for work. */
    void next(ChannelHandlerContext ctx) {
        if (state == State.ENDING) {
            return;
        }
        cancelLimit();
        Invocation unanswered = current;
        if (unanswered != null) {
            current = null;
            unanswered.fail("Runtime.Unknown", "The runtime asked for the next invocation without answering this one.");
        }
        waiting = ctx;
        state = State.IDLE;
        owner.ready(this);
    }

    /** Gives the waiting child an invocation. */
    void deliver(Invocation invocation) {
        ChannelHandlerContext ctx = waiting;
        if (ctx == null || state != State.IDLE) {
            throw new IllegalStateException("Process is " + state);
        }
        waiting = null;
        current = invocation;
        state = State.BUSY;
        log.requestId(invocation.requestId());
        Instant deadline = clock.instant().plus(function.timeout());
        RuntimeApi.deliver(ctx, invocation, functionArn, deadline);
        String seconds = String.format(Locale.ROOT, "%.2f", function.timeout().toMillis() / 1000.0);
        endAfter(function.timeout(), "Sandbox.Timedout", "Task timed out after " + seconds + " seconds");
    }

    /** The child reports what came of its invocation; false when it names another one. */
    boolean report(String requestId, InvocationOutcome outcome) {
        Invocation answered = current;
        if (answered == null || !answered.requestId().equals(requestId)) {
            return false;
        }
        current = null;
        cancelLimit();
        state = State.RETURNING;
        endAfter(RETURN_LIMIT, "Runtime.ExitError", "Runtime did not ask for the next invocation");
        answered.outcome().complete(outcome);
        return true;
    }

    /** The child cannot load or construct its handler; it exits next. */
    void initFailed(InvocationOutcome.Failed failure) {
        cause = failure;
    }

    void disconnected(ChannelHandlerContext ctx) {
        if (ctx == waiting) {
            waiting = null;
            end(new InvocationOutcome.Failed("Runtime.ExitError", "Runtime exited without providing a reason"));
        }
    }

    private void exited(int status) {
        String how = status == 0 ? "without providing a reason" : "with error: " + reason(status);
        end(new InvocationOutcome.Failed("Runtime.ExitError", "Runtime exited " + how));
    }

    /** Java adds 128 to the number of the signal that ended a child. */
    private static String reason(int status) {
        return status == 137 ? "signal: killed" : "exit status " + status;
    }

    private void endAfter(Duration time, String errorType, String message) {
        cancelLimit();
        limit = loop.schedule(
                () -> end(new InvocationOutcome.Failed(errorType, message)), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void cancelLimit() {
        ScheduledFuture<?> running = limit;
        if (running != null) {
            running.cancel(false);
            limit = null;
        }
    }

    private void end(InvocationOutcome.Failed why) {
        if (state == State.ENDING) {
            return;
        }
        State last = state;
        state = State.ENDING;
        cancelLimit();
        kill();
        Channel open = api;
        if (open != null) {
            open.close();
        }
        Invocation lost = current;
        current = null;
        if (lost != null) {
            lost.fail(why.errorType(), "RequestId: " + lost.requestId() + " Error: " + why.errorMessage());
        }
        owner.ended(this, last, Optional.ofNullable(cause).orElse(why));
    }

    /** Ends the child at once, whatever it is doing; from any thread. */
    void kill() {
        killed = true;
        Process running = child;
        if (running != null) {
            running.destroyForcibly();
        }
    }

    /** Waits until the child is gone; from any thread but the loop's. */
    void awaitEnd(Duration atMost) throws InterruptedException {
        Process running = child;
        if (running != null) {
            running.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
