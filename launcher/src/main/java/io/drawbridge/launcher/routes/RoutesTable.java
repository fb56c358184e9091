package io.drawbridge.launcher.routes;

import io.drawbridge.gateway.api.Authorizer;
import io.drawbridge.gateway.api.GatewayResponseType;
import io.drawbridge.gateway.api.Integration;
import io.drawbridge.gateway.api.Integration.LambdaProxy;
import io.drawbridge.gateway.api.Integration.Mock;
import io.drawbridge.gateway.api.MappingExpression;
import io.drawbridge.gateway.api.RestApi;
import io.drawbridge.gateway.api.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the local gateway serves, in lines and columns for a person. May change; programs read {@link RoutesJson}. */
public final class RoutesTable {

    private static final String GAP = "  ";

    private RoutesTable() {}

    /** The lines of an API. */
    public static List<String> of(RestApi api) {
        List<String> lines = new ArrayList<>();
        lines.add("API " + api.logicalId() + ", stage " + api.stage());
        lines.add("");
        lines.addAll(columns(routes(api)));
        List<List<String>> authorizers = authorizers(api);
        if (authorizers.size() > 1) {
            lines.add("");
            lines.addAll(columns(authorizers));
        }
        List<List<String>> responses = gatewayResponses(api);
        if (responses.size() > 1) {
            lines.add("");
            lines.addAll(columns(responses));
        }
        return lines;
    }

    private static List<List<String>> routes(RestApi api) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("METHOD", "RESOURCE", "AUTHORIZER", "API KEY", "ANSWERED BY"));
        Grants grants = new Grants(api);
        api.routes().stream()
                .sorted(Comparator.comparing(Route::resource).thenComparing(Route::method))
                .forEach(route -> rows.add(List.of(
                        route.method(),
                        route.resource(),
                        route.authorizer().map(Authorizer::name).orElse("nobody"),
                        route.keyRequired() ? "required" : "-",
                        answeredBy(route.integration())
                                + (grants.complete(route) ? "" : ", which API Gateway may not invoke"))));
        return rows;
    }

    private static String answeredBy(Integration integration) {
        if (integration instanceof LambdaProxy proxy) {
            return proxy.function() + " within " + proxy.timeout().toMillis() + " ms";
        }
        return "mock "
                + ((Mock) integration)
                        .responses().stream()
                                .map(response -> String.valueOf(response.status()))
                                .collect(Collectors.joining(", "));
    }

    private static List<List<String>> authorizers(RestApi api) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("AUTHORIZER", "FUNCTION", "REMEMBERED FOR", "IDENTITY SOURCES"));
        api.routes().stream()
                .flatMap(route -> route.authorizer().stream())
                .distinct()
                .sorted(Comparator.comparing(Authorizer::name))
                .forEach(authorizer -> rows.add(List.of(
                        authorizer.name(),
                        authorizer.function(),
                        authorizer.resultTtl().toSeconds() + " s",
                        authorizer.identitySources().isEmpty()
                                ? "-"
                                : authorizer.identitySources().stream()
                                        .map(MappingExpression::written)
                                        .collect(Collectors.joining(", ")))));
        return rows;
    }

    private static List<List<String>> gatewayResponses(RestApi api) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("GATEWAY RESPONSE", "STATUS", "HEADERS"));
        new TreeMap<>(api.gatewayResponses())
                .forEach((type, response) -> rows.add(List.of(
                        type.name(),
                        response.status().isPresent()
                                ? String.valueOf(response.status().getAsInt())
                                : ownStatus(type),
                        response.headers().isEmpty()
                                ? "-"
                                : new TreeMap<>(response.headers())
                                        .entrySet().stream()
                                                .map(header -> header.getKey() + ": "
                                                        + header.getValue().written())
                                                .collect(Collectors.joining("; ")))));
        return rows;
    }

    private static String ownStatus(GatewayResponseType type) {
        return type.defaultStatus().isPresent()
                ? String.valueOf(type.defaultStatus().getAsInt())
                : "each type's own";
    }

    private static List<String> columns(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(row.get(i))
                    .append(" ".repeat(widths[i] - row.get(i).length()))
                    .append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
