package io.drawbridge.admin;

import io.drawbridge.authorizer.token.JwksSource;
import io.drawbridge.authorizer.token.KeyReport;
import io.drawbridge.registry.Checked;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.Problem;
import io.drawbridge.registry.ProblemCode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What can only be known by asking the issuer, once, when it is saved.
 *
 * <p>Its keys make warnings and no problems: a provider that is down for a minute must not keep anybody from saving, and
 * what its keys are tomorrow nobody knows.
 *
 * @param fetch gets a document from a place that is not trusted
 */
record IssuerChecks(Function<URI, JwksSource.Answer> fetch) {

    /** The place of its keys by its discovery document. */
    Checked<String> jwksUri(String iss) {
        return new Discovery(fetch).jwksUri(iss);
    }

    /** What its tokens would meet now. */
    List<Problem> warnings(Issuer issuer) {
        Optional<KeyReport> report = fetch.apply(issuer.jwksUri()) instanceof JwksSource.Document document
                ? KeyReport.of(document.json(), issuer.profile().algorithms())
                : Optional.empty();
        if (report.isEmpty()) {
            return List.of(
                    warning(ProblemCode.ISSUER_KEYS_FETCH, issuer.jwksUri().toString()));
        }
        List<Problem> warnings = new ArrayList<>();
        if (report.get().fitting() == 0) {
            warnings.add(warning(ProblemCode.ISSUER_KEYS_NONE, issuer.jwksUri().toString()));
        }
        report.get()
                .ignored()
                .forEach((fault, count) ->
                        warnings.add(warning(ProblemCode.ISSUER_KEYS_IGNORED, count + " × " + fault)));
        return warnings;
    }

    private static Problem warning(ProblemCode code, String value) {
        return Problem.of(code, value).under("/jwksUri");
    }
}
