package io.drawbridge.gateway;

import io.drawbridge.gateway.api.Authorizer;
import io.drawbridge.gateway.api.FunctionDefinition;
import io.drawbridge.gateway.api.GatewayResponse;
import io.drawbridge.gateway.api.GatewayResponseType;
import io.drawbridge.gateway.api.Integration;
import io.drawbridge.gateway.api.Integration.MockResponse;
import io.drawbridge.gateway.api.Integration.Passthrough;
import io.drawbridge.gateway.api.LocalAccount;
import io.drawbridge.gateway.api.MappingExpression;
import io.drawbridge.gateway.api.RestApi;
import io.drawbridge.gateway.api.Route;
import io.drawbridge.gateway.fixture.Backend;
import io.drawbridge.gateway.fixture.Guard;
import io.drawbridge.gateway.fixture.Unloadable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** An API whose functions are the fixtures, packed into a jar. */
public final class TestApi {

    /** The beginning of every ARN of the API. */
    public static final String ARN = LocalAccount.executeApiArn("testapi");

    private static final String ANYTHING = ARN + "/*";

    private static final String PREFLIGHT = """
            #set($origin = $context.authorizer.origin)
            #if($origin && $origin != "")
            #set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)
            #end
            """;

    private TestApi() {}

    /** Packs the fixtures and nothing else. */
    public static Path jar(Path folder) throws IOException {
        Path jar = folder.resolve("fixtures.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Class<?> type : List.of(Backend.class, Guard.class, Unloadable.class)) {
                String name = type.getName().replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(name));
                try (InputStream in = TestApi.class.getClassLoader().getResourceAsStream(name)) {
                    if (in == null) {
                        throw new IOException(name);
                    }
                    in.transferTo(out);
                }
            }
        }
        return jar;
    }

    public static FunctionDefinition function(String name, Class<?> handler, Path jar) {
        return new FunctionDefinition(
                name, jar, handler.getName(), Map.of("COLOUR", "blue"), Duration.ofSeconds(3), 192, List.of(ANYTHING));
    }

    /** Every behaviour of the backend on a path of its own, open to all; the guarded ones under {@code /guarded}. */
    public static RestApi api(Path jar) {
        List<Route> routes = new ArrayList<>();
        for (String path : List.of(
                "garbage", "wrong", "huge", "throw", "exit", "oom", "hang", "slow", "count", "environment", "echo")) {
            routes.add(open("/" + path, "Backend", 20_000));
        }
        routes.add(open("/impatient", "Backend", 20_000));
        routes.add(open("/slow/impatient", "Sleeper", 20_000));
        routes.add(open("/unloadable", "Unloadable", 20_000));
        routes.add(open("/missing", "Missing", 20_000));
        routes.add(open("/forbidden", "Forbidden", 20_000));
        Optional<Authorizer> guard = Optional.of(new Authorizer("Guard", "Guard", List.of(), Duration.ZERO));
        routes.add(new Route("/guarded", "GET", guard, new Integration.LambdaProxy("Backend", Duration.ofSeconds(20))));
        routes.add(new Route("/guarded", "OPTIONS", guard, preflight()));
        routes.add(new Route("/late", "GET", guard, new Integration.LambdaProxy("Sleeper", Duration.ofMillis(300))));
        routes.removeIf(route ->
                route.resource().equals("/impatient") || route.resource().equals("/slow/impatient"));
        return new RestApi(
                "TestApi",
                "prod",
                Map.of(),
                routes,
                Map.of(GatewayResponseType.ACCESS_DENIED, denied(), GatewayResponseType.INTEGRATION_TIMEOUT, denied()),
                List.of(
                        function("Backend", Backend.class, jar),
                        function("Guard", Guard.class, jar),
                        function("Sleeper", Backend.class, jar),
                        function("Unloadable", Unloadable.class, jar),
                        new FunctionDefinition(
                                "Missing",
                                jar,
                                "no.such.Handler",
                                Map.of(),
                                Duration.ofSeconds(3),
                                192,
                                List.of(ANYTHING)),
                        function("Forbidden", Backend.class, jar).withPermissions(List.of(ARN + "/*/GET/other"))));
    }

    private static Route open(String path, String function, int timeoutMillis) {
        return new Route(
                path,
                Route.ANY,
                Optional.empty(),
                new Integration.LambdaProxy(function, Duration.ofMillis(timeoutMillis)));
    }

    /** A preflight as a template for CORS writes it. */
    public static Integration.Mock preflight() {
        return new Integration.Mock(
                Map.of("application/json", "{\"statusCode\": 204}"),
                Passthrough.WHEN_NO_MATCH,
                List.of(new MockResponse(
                        "default",
                        204,
                        Map.of("Vary", new MappingExpression.Literal("Origin")),
                        Map.of("application/json", PREFLIGHT))));
    }

    private static GatewayResponse denied() {
        return new GatewayResponse(
                OptionalInt.empty(),
                Map.of(
                        "Access-Control-Allow-Origin", new MappingExpression.Context("authorizer.origin"),
                        "Vary", new MappingExpression.Literal("Origin")),
                Map.of("application/json", "{\"error\":\"$context.authorizer.tenant\",\"id\":\"$context.requestId\"}"));
    }
}
