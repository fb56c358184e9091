package io.drawbridge.admin.dryrun;

import io.drawbridge.authorizer.Reason;
import java.util.Optional;

/** The rows of the decision table that an authorizer can come to, each with what it means to whoever asks why. */
public enum DecisionRow {
    PREFLIGHT(1, "The origin is registered: the preflight is answered with the whole grant, whatever it asks for."),
    PREFLIGHT_REFUSED(2, "The origin is not one that this tenant may be called from, so the preflight is refused."),
    SERVER(
            3,
            "Without an Origin this is no browser's cross-origin request; its token is valid and may use this route."),
    PAGE(4, "The origin is registered, and the token is valid and may use this route."),
    NO_TOKEN(5, "The request has no bearer token."),
    WRONG_TOKEN(6, "The token is malformed, wrongly signed, revoked, or not of an issuer and audience of this tenant."),
    OLD_TOKEN(7, "The token has expired: renew it and send the request again."),
    SCOPE(8, "The token is valid and lacks a scope that the route policy wants here."),
    FORBIDDEN(9, "The token is valid and names another tenant, or no rule of the route policy speaks of this route."),
    ORIGIN_REFUSED(
            10, "The origin is not one that this tenant may be called from, so the token was not even looked at."),
    SAME_ORIGIN(
            11, "The Origin is the API's own, so this is no cross-origin request: it is judged as one without Origin."),
    NO_ROUTE(13, "The request is allowed and there is no such route: the catch-all answers."),
    NO_KEYS(14, "The issuer's keys cannot be fetched now, so the token cannot be judged: try again."),
    NO_REGISTRY(15, "The registry cannot be read now."),
    NO_TENANT(16, "The tenant that the request or its token names is unknown or suspended, or another one than this."),
    FORM(17, "The request has a form that could be read in two ways: its method, its credentials or its path."),
    FAULT(18, "Something unexpected happened.");

    private static final String MONITORED =
            "The origin is not one that this tenant may be called from; while monitor mode"
                    + " lasts it is let through as any origin is, without credentials, and counted.";

    private final int number;
    private final String sentence;

    DecisionRow(int number, String sentence) {
        this.number = number;
        this.sentence = sentence;
    }

    /** Its number in the table. */
    public int number() {
        return number;
    }

    /**
     * What it means.
     *
     * @param isMonitored whether the origin is not registered, and monitor mode alone lets it through
     */
    public String sentence(boolean isMonitored) {
        return isMonitored ? MONITORED + (this == PREFLIGHT || this == PAGE ? "" : " " + sentence) : sentence;
    }

    /**
     * The row of a decision.
     *
     * @param origin the Origin header
     * @param ownOrigin the API's own
     * @param isUnnamed whether no tenant was found for it
     * @param isNoRoute whether the resource only ever answers 404
     */
    static DecisionRow of(
            Reason reason,
            boolean isPreflight,
            Optional<String> origin,
            String ownOrigin,
            boolean isUnnamed,
            boolean isNoRoute) {
        boolean isOwn = origin.equals(Optional.of(ownOrigin));
        return switch (reason) {
            case PREFLIGHT -> PREFLIGHT;
            case ORIGIN_NOT_ALLOWED -> isPreflight ? PREFLIGHT_REFUSED : ORIGIN_REFUSED;
            case ALLOWED -> isOwn ? SAME_ORIGIN : isNoRoute ? NO_ROUTE : origin.isEmpty() ? SERVER : PAGE;
            case MISSING_TOKEN -> isOwn ? SAME_ORIGIN : NO_TOKEN;
            case INVALID_TOKEN, INVALID_SIGNATURE, INVALID_CLAIMS, TOKEN_REVOKED -> isOwn ? SAME_ORIGIN : WRONG_TOKEN;
            case TOKEN_EXPIRED -> isOwn ? SAME_ORIGIN : OLD_TOKEN;
            case INSUFFICIENT_SCOPE -> SCOPE;
            case FORBIDDEN -> isUnnamed ? NO_TENANT : FORBIDDEN;
            case JWKS_UNAVAILABLE -> NO_KEYS;
            case REGISTRY_UNAVAILABLE -> NO_REGISTRY;
            case BAD_REQUEST, URI_TOO_LONG -> FORM;
            case INTERNAL_ERROR -> FAULT;
        };
    }
}
