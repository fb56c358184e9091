package io.drawbridge.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.admin.dryrun.DryRun;
import io.drawbridge.admin.dryrun.SeenAnswer;
import io.drawbridge.authorizer.Decision;
import io.drawbridge.authorizer.Reason;
import io.drawbridge.authorizer.cors.CorsDecision;
import io.drawbridge.authorizer.cors.CorsValues;
import io.drawbridge.registry.Checked;
import io.drawbridge.registry.Grant;
import io.drawbridge.registry.GrantExplanation;
import io.drawbridge.registry.Origin;
import io.drawbridge.registry.OriginExplanation;
import io.drawbridge.registry.Problem;
import io.drawbridge.registry.ProblemCode;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.json.Question;
import io.drawbridge.registry.json.QuestionReader;
import io.drawbridge.registry.json.RegistryParts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code …/decisions}: what would become of a request, why, and what to do about it. Writes nothing, and says nothing of any
 * other tenant but to the platform.
 */
final class DecisionResource {

    private static final String ADMIN_RESOURCES = "/admin/";

    private final TenantStore store;
    private final DryRun dryRun;
    private final PublicSuffixList suffixes;

    DecisionResource(TenantStore store, DryRun dryRun, PublicSuffixList suffixes) {
        this.store = store;
        this.dryRun = dryRun;
        this.suffixes = suffixes;
    }

    AdminAnswer decide(AdminRequest request, Stored<Tenant> tenant) {
        Documents.Body body = Documents.read(request);
        if (body.refusal().isPresent()) {
            return withoutText(request, body.refusal().get());
        }
        Checked<Question> question = QuestionReader.read(body.object().orElseThrow());
        return question.value()
                .map(q -> Paging.whole(answer(request, tenant.value(), q)))
                .orElseGet(() -> Refusal.DOCUMENT.answer(question.problems()));
    }

    /** A parser quotes what it could not read, which may be a token: the place alone has to do. */
    private static AdminAnswer withoutText(AdminRequest request, AdminAnswer refusal) {
        return refusal.status() != Refusal.SYNTAX.status()
                ? refusal
                : Refusal.SYNTAX.answer(RegistryParts.object(request.body()).problems().stream()
                        .map(p -> Problem.of(p.code(), p.code() == ProblemCode.JSON_SYNTAX ? "" : p.value())
                                .under(p.pointer()))
                        .toList());
    }

    private ObjectNode answer(AdminRequest request, Tenant tenant, Question question) {
        DryRun.Outcome outcome = dryRun.decide(tenant.id(), question, request.domainName());
        Decision decision = outcome.decision();
        SeenAnswer seen = outcome.seen();
        boolean isMonitored = decision.isMonitored();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("decision", kind(decision, seen));
        answer.put("row", outcome.row().number());
        answer.put("reason", decision.reason().code());
        answer.put("explanation", outcome.row().sentence(isMonitored));
        answer.put("monitored", isMonitored);
        answer.put("answeredBy", seen.isOfBackend() ? "backend" : "gateway");
        seen.status().ifPresent(status -> answer.put("status", status));
        if (!seen.error().isEmpty()) {
            answer.put("error", seen.error());
            answer.put("message", seen.message());
        }
        ObjectNode headers = answer.putObject("headers");
        new TreeMap<>(lowerCase(seen.headers())).forEach(headers::put);
        answer.set("blocked", Refusal.list(blocked(question, values(decision))));
        boolean isOriginRefused = decision.reason() == Reason.ORIGIN_NOT_ALLOWED || isMonitored;
        if (isOriginRefused && !question.resource().startsWith(ADMIN_RESOURCES)) {
            question.origin().ifPresent(origin -> explain(answer, origin, tenant));
        }
        if (request.caller().isPlatform()) {
            forPlatform(answer, decision, tenant, question);
        }
        return answer;
    }

    private static String kind(Decision decision, SeenAnswer seen) {
        if (decision instanceof Decision.Unauthorized) {
            return "unauthorized";
        }
        boolean isAllowed = seen.isOfBackend() || seen.status().orElse(0) != 403;
        return isAllowed ? "allow" : "deny";
    }

    private static CorsValues values(Decision decision) {
        return decision instanceof Decision.Policy policy ? policy.context().cors() : CorsValues.NONE;
    }

    private static Map<String, String> lowerCase(Map<String, String> headers) {
        Map<String, String> lower = new TreeMap<>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        return lower;
    }

    /** What a browser would still block where the origin is allowed: it asks the grant, and nobody else. */
    private static List<Problem> blocked(Question question, CorsValues values) {
        if (values.allowOrigin().isEmpty()) {
            return List.of();
        }
        if (values.allowOrigin().equals(CorsDecision.Monitored.ANY)) {
            return question.credentials()
                    ? List.of(Problem.of(ProblemCode.ASKED_CREDENTIALS, "the request"))
                    : List.of();
        }
        Grant grant = new Grant(
                names(values.allowMethods()),
                names(values.allowHeaders()),
                names(values.exposeHeaders()),
                values.allowCredentials().equals("true"),
                Integer.parseInt(values.maxAge()));
        return GrantExplanation.of(grant, question.method(), question.requestHeaders(), question.credentials());
    }

    private static List<String> names(String list) {
        return list.isEmpty() ? List.of() : List.of(list.split(", ", -1));
    }

    /** The tenant's own registrations alone: what is somebody else's is explained like what is nobody's. */
    private void explain(ObjectNode answer, String asked, Tenant tenant) {
        Instant now = dryRun.clock().instant();
        List<RegisteredOrigin> own =
                store.origins(tenant.id()).stream().map(Stored::value).toList();
        OriginExplanation explanation = OriginExplanation.of(asked, own, suffixes, now);
        List<Problem> why = new ArrayList<>(explanation.differences());
        if (!tenant.isActive()) {
            why.add(Problem.of(ProblemCode.ASKED_SUSPENDED, tenant.id().value()));
        }
        answer.set("form", Refusal.list(explanation.form()));
        explanation.nearest().ifPresent(registered -> {
            ObjectNode nearest = answer.putObject("nearest");
            nearest.put("id", registered.pattern().id());
            nearest.put("pattern", registered.pattern().text());
            nearest.put("status", OriginJson.word(registered.status()));
            registered.expiresAt().ifPresent(end -> nearest.put("expiresAt", end.toString()));
            nearest.set("why", Refusal.list(why));
        });
    }

    /** What only the platform may know: what the log says beside the reason, and whose the origin is instead. */
    private void forPlatform(ObjectNode answer, Decision decision, Tenant tenant, Question question) {
        if (!decision.detail().isEmpty()) {
            answer.put("detail", decision.detail());
        }
        if (dryRun.config().tenantSource() != TenantSource.ORIGIN) {
            return;
        }
        Instant now = dryRun.clock().instant();
        Optional<Origin> origin = question.origin().flatMap(Origin::parse);
        origin.flatMap(o -> RegisteredOrigin.mostSpecific(
                        store.readOrigin(o, now, Optional.empty()).candidates(), o, now))
                .filter(registered -> !registered.tenant().equals(tenant.id()))
                .ifPresent(registered -> answer.putObject("heldBy")
                        .put("tenant", registered.tenant().value())
                        .put("pattern", registered.pattern().text()));
    }
}
