package io.drawbridge.gateway.function;

import io.drawbridge.gateway.api.FunctionDefinition;
import io.drawbridge.gateway.api.LocalAccount;
import io.drawbridge.gateway.http.Body;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** Every function of an API, ready to be invoked. */
public final class Functions implements FunctionInvoker, AutoCloseable {

    /** The largest event and the largest result, in bytes: 6 MB and a little. */
    public static final int MAX_PAYLOAD_BYTES = RuntimeApi.MAX_PAYLOAD_BYTES;

    private final Map<String, FunctionPool> pools = new LinkedHashMap<>();
    private final Map<String, FunctionDefinition> definitions = new LinkedHashMap<>();
    private final ExecutorService forks;
    private final Path folder;

    private Functions(ExecutorService forks, Path folder) {
        this.forks = forks;
        this.folder = folder;
    }

    /**
     * Prepares the functions; no process starts yet.
     *
     * @param maxProcesses how many processes one function may have at a time
     * @throws IOException when AWS's runtime client cannot be found or a temporary folder cannot be written
     */
    public static Functions prepare(
            List<FunctionDefinition> functions,
            EventLoopGroup loops,
            int maxProcesses,
            FunctionLog log,
            Map<String, String> parentEnvironment)
            throws IOException {
        Path folder = Files.createTempDirectory("local-gateway-");
        Functions result = new Functions(Executors.newCachedThreadPool(Functions::daemon), folder);
        try {
            RuntimeClient client = RuntimeClient.prepare(
                    System.getProperty("java.class.path", ""), Files.createDirectory(folder.resolve("client")));
            Path javaHome = Path.of(System.getProperty("java.home"));
            for (FunctionDefinition function : functions) {
                Path work = Files.createDirectory(folder.resolve("work-" + result.pools.size()));
                ChildCommand command = new ChildCommand(function, client, javaHome, parentEnvironment);
                FunctionProcess.Starter starter =
                        port -> command.build(port, work).start();
                result.definitions.put(function.logicalId(), function);
                result.pools.put(
                        function.logicalId(),
                        new FunctionPool(
                                function,
                                LocalAccount.functionArn(function.logicalId()),
                                loops.next(),
                                maxProcesses,
                                log,
                                starter,
                                result.forks));
            }
            return result;
        } catch (IOException e) {
            result.close();
            throw e;
        }
    }

    /** Where the temporary files are. */
    Path folder() {
        return folder;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "function-start");
        thread.setDaemon(true);
        return thread;
    }

    /** Starts one process of each chosen function in the background, so that its first request finds it warm. */
    public void prewarm(Predicate<FunctionDefinition> chosen) {
        pools.forEach((name, pool) -> {
            if (chosen.test(definition(name))) {
                pool.prewarm();
            }
        });
    }

    @Override
    public boolean permits(String function, String sourceArn) {
        return definition(function).permissions().stream().anyMatch(pattern -> Wildcards.matches(pattern, sourceArn));
    }

    @Override
    public CompletableFuture<InvocationOutcome> invoke(String function, Body event, String traceId) {
        CompletableFuture<InvocationOutcome> outcome = new CompletableFuture<>();
        definition(function);
        FunctionPool pool = pools.get(function);
        if (pool != null) {
            pool.submit(new Invocation(UUID.randomUUID().toString(), event, traceId, outcome));
        }
        return outcome;
    }

    private FunctionDefinition definition(String function) {
        FunctionDefinition definition = definitions.get(function);
        if (definition == null) {
            throw new IllegalArgumentException("The API names the function " + function + " but does not define it");
        }
        return definition;
    }

    /** Ends every process and removes every temporary file. */
    @Override
    public void close() {
        try {
            for (FunctionPool pool : pools.values()) {
                pool.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        forks.shutdownNow();
        delete(folder);
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove the temporary folder " + folder, e);
        }
    }
}
