package io.drawbridge.gateway.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawbridge.gateway.TestApi;
import io.drawbridge.gateway.api.FunctionDefinition;
import io.drawbridge.gateway.fixture.Backend;
import io.drawbridge.gateway.http.Body;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FunctionsTest {

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ExecutorService forks = Executors.newCachedThreadPool();
    private final ConcurrentLinkedQueue<String> printed = new ConcurrentLinkedQueue<>();
    private final AtomicInteger started = new AtomicInteger();
    private FunctionDefinition backend;

    @TempDir
    private Path folder;

    @BeforeEach
    void pack() throws IOException {
        backend = TestApi.function("Backend", Backend.class, TestApi.jar(folder));
    }

    @AfterEach
    void stop() {
        forks.shutdownNow();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private FunctionPool pool(int maxProcesses, FunctionProcess.Starter starter) {
        return new FunctionPool(
                backend,
                "arn",
                loops.next(),
                maxProcesses,
                (function, id, text) -> printed.add(id + " " + text),
                port -> {
                    started.incrementAndGet();
                    return starter.start(port);
                },
                forks);
    }

    private FunctionProcess.Starter real(Optional<String> library) throws IOException {
        RuntimeClient client = RuntimeClient.prepare(
                System.getProperty("java.class.path"), Files.createDirectory(folder.resolve("client")), library);
        ChildCommand command = new ChildCommand(backend, client, Path.of(System.getProperty("java.home")), Map.of());
        return port -> command.build(port, folder).start();
    }

    private static Optional<String> ownLibrary() {
        return RuntimeClient.libraryName(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    private static Invocation invocation(String id, String path) {
        return new Invocation(id, Body.of("{\"resource\":\"/" + path + "\"}"), "Root=1", new CompletableFuture<>());
    }

    private static String payload(Invocation invocation) {
        return ((InvocationOutcome.Returned)
                        invocation.outcome().orTimeout(30, TimeUnit.SECONDS).join())
                .payload()
                .text();
    }

    @Test
    void the_stand_in_for_the_native_client_serves_the_same() throws Exception {
        FunctionPool pool = pool(1, real(Optional.empty()));
        Invocation first = invocation("1", "count");
        Invocation second = invocation("2", "throw");
        pool.submit(first);
        pool.submit(second);

        assertThat(payload(first)).startsWith("{\"statusCode\":200,\"body\":\"1 ");
        assertThat(second.outcome().join())
                .isEqualTo(new InvocationOutcome.Failed("java.lang.IllegalStateException", "on purpose"));
        pool.close();
    }

    @Test
    void no_more_processes_start_than_allowed_and_the_others_wait() throws Exception {
        FunctionPool pool = pool(2, real(ownLibrary()));
        List<Invocation> all = IntStream.range(0, 6)
                .mapToObj(i -> invocation("id-" + i, "slow"))
                .toList();
        all.forEach(pool::submit);

        assertThat(all).allSatisfy(invocation -> assertThat(payload(invocation)).contains("slow"));
        assertThat(started).hasValue(2);
        pool.close();
    }

    @Test
    void requests_in_a_row_need_one_process() throws Exception {
        FunctionPool pool = pool(4, real(ownLibrary()));
        for (int i = 0; i < 50; i++) {
            Invocation next = invocation("id-" + i, "count");
            pool.submit(next);
            payload(next);
        }

        assertThat(started).hasValue(1);
        pool.close();
    }

    @Test
    void what_a_function_prints_comes_with_the_id_of_its_invocation() throws Exception {
        FunctionPool pool = pool(1, real(ownLibrary()));
        Invocation one = invocation("id-1", "environment");
        pool.submit(one);
        payload(one);
        pool.close();

        // Lines come through a pipe of their own, so they may come after the answer.
        for (int i = 0; i < 500 && !printed.contains("id-1 printed by the function"); i++) {
            Thread.sleep(10);
        }
        assertThat(printed).contains("id-1 printed by the function");
    }

    @Test
    void a_process_that_cannot_start_fails_one_invocation_each_time() throws Exception {
        FunctionPool pool = pool(1, port -> {
            throw new IOException("no java here");
        });
        for (int i = 1; i <= 2; i++) {
            Invocation next = invocation("id", "count");
            pool.submit(next);

            assertThat(next.outcome().get(5, TimeUnit.SECONDS))
                    .isEqualTo(new InvocationOutcome.Failed(
                            "Runtime.InvalidEntrypoint", "The process of Backend cannot start: no java here"));
            assertThat(started).hasValue(i);
        }
        pool.close();
    }

    @Test
    void a_pool_that_is_closed_or_full_takes_nothing_more() throws Exception {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        FunctionPool pool = pool(1, port -> {
            gate.join();
            throw new IOException("late");
        });
        List<Invocation> many = IntStream.range(0, 1001)
                .mapToObj(i -> invocation("id", "count"))
                .toList();
        many.forEach(pool::submit);

        assertThat(many.get(1000).outcome().get(5, TimeUnit.SECONDS))
                .isEqualTo(new InvocationOutcome.Failed("TooManyRequestsException", "Rate Exceeded."));
        pool.close();
        gate.complete(null);
        assertThat(many.get(0).outcome().get(5, TimeUnit.SECONDS))
                .isEqualTo(new InvocationOutcome.Failed("ServiceException", "The local gateway is stopping."));
        Invocation after = invocation("id", "count");
        pool.submit(after);
        assertThat(after.outcome().get(5, TimeUnit.SECONDS)).isInstanceOf(InvocationOutcome.Failed.class);
    }

    @Test
    void closing_ends_every_process_and_leaves_no_file_behind() throws Exception {
        Functions functions = Functions.prepare(List.of(backend), loops, 2, (function, id, text) -> {}, Map.of());
        functions
                .invoke("Backend", Body.of("{\"resource\":\"/count\"}"), "Root=1")
                .get(30, TimeUnit.SECONDS);
        List<ProcessHandle> children = ProcessHandle.current().children().toList();
        assertThat(children).isNotEmpty();

        functions.close();

        assertThat(children).noneMatch(ProcessHandle::isAlive);
        assertThat(functions.folder()).doesNotExist();
    }

    @Test
    void a_function_that_the_API_does_not_define_is_a_programming_error() throws Exception {
        try (Functions functions = Functions.prepare(List.of(), loops, 2, (function, id, text) -> {}, Map.of())) {
            assertThatThrownBy(() -> functions.permits("Other", "arn"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The API names the function Other but does not define it");
        }
    }

    @Test
    void a_missing_runtime_client_is_named() {
        assertThatThrownBy(() -> RuntimeClient.prepare("nowhere" + File.separator + "some.jar", folder))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "No jar aws-lambda-java-runtime-interface-client-*.jar on the class path of the local gateway:"
                                + " functions run with AWS's runtime interface client. Add"
                                + " aws-lambda-java-runtime-interface-client and its dependencies.");
    }

    @Test
    void the_runtime_client_is_found_beside_a_jar_of_the_class_path() throws IOException {
        Path lib = Files.createDirectories(folder.resolve("app/lib"));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (entry.contains("aws-lambda-java-") || entry.contains("utils-lite")) {
                Path jar = Path.of(entry);
                Files.copy(jar, lib.resolve(jar.getFileName()));
            }
        }
        Path launcher = Files.createFile(folder.resolve("app/launcher.jar"));

        RuntimeClient client = RuntimeClient.prepare(
                launcher.toString(), Files.createDirectory(folder.resolve("client")), ownLibrary());

        assertThat(client.jars()).hasSize(4).allMatch(jar -> jar.startsWith(lib));
    }

    @Test
    void the_command_line_follows_the_memory_setting() throws IOException {
        RuntimeClient client =
                new RuntimeClient(List.of(Path.of("/ric.jar")), Optional.of(Path.of("/n.so")), Path.of("/b"));
        FunctionDefinition large = new FunctionDefinition(
                "F", Path.of("/f.jar"), "a.B::c", Map.of("AWS_REGION", "mine"), Duration.ofSeconds(3), 2048, List.of());
        ChildCommand command = new ChildCommand(large, client, Path.of("/java"), Map.of("PATH", "/bin", "SECRET", "x"));

        assertThat(command.command())
                .containsExactly(
                        "/java/bin/java",
                        "-XX:MaxHeapSize=1782579k",
                        "-XX:MaxMetaspaceSize=209715k",
                        "-XX:ReservedCodeCacheSize=104857k",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-Xshare:auto",
                        "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI=/n.so",
                        "-cp",
                        "/b:/ric.jar:/f.jar",
                        "io.drawbridge.gateway.child.Lifeline",
                        "a.B::c");
        assertThat(command.environment(99))
                .containsEntry("PATH", "/bin")
                .containsEntry("AWS_REGION", "us-east-1")
                .containsEntry("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:99")
                .containsEntry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "2048")
                .containsEntry("LAMBDA_TASK_ROOT", "/")
                .doesNotContainKey("SECRET");
    }

    @Test
    void a_folder_is_a_class_path_with_its_libraries() throws IOException {
        Path code = folder.resolve("code");
        Files.createDirectories(code.resolve("lib"));
        Files.createFile(code.resolve("lib/a.jar"));
        Files.createFile(code.resolve("lib/notes.txt"));
        Path layer = folder.resolve("layer");
        Files.createDirectories(layer.resolve("java/lib"));
        Files.createFile(layer.resolve("java/lib/b.jar"));
        Files.createFile(layer.resolve("other.jar"));
        RuntimeClient client = new RuntimeClient(List.of(), Optional.empty(), Path.of("/b"));
        FunctionDefinition function = new FunctionDefinition(
                "F", code, "a.B", Map.of(), Duration.ofSeconds(3), 128, List.of(), List.of(layer));

        assertThat(new ChildCommand(function, client, Path.of("/java"), Map.of()).command())
                .contains("/b:" + code + ":" + code.resolve("lib/a.jar") + ":" + layer.resolve("java/lib/b.jar"));
    }

    @Test
    void the_native_library_is_chosen_by_system_and_processor() {
        assertThat(RuntimeClient.libraryName("Linux", "amd64")).contains("libaws-lambda-jni.linux-x86_64.so");
        assertThat(RuntimeClient.libraryName("Linux", "aarch64")).contains("libaws-lambda-jni.linux-aarch_64.so");
        assertThat(RuntimeClient.libraryName("Linux", "riscv64")).isEmpty();
        assertThat(RuntimeClient.libraryName("Mac OS X", "aarch64")).isEmpty();
        assertThat(RuntimeClient.libraryName("Windows 11", "amd64")).isEmpty();
    }
}
