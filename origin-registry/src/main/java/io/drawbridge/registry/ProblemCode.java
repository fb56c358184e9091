package io.drawbridge.registry;

import java.util.Locale;

/**
 * Every rule that something an administrator writes can break.
 *
 * <p>Each code has an anchor of its name in {@code docs/problems.md}; a test keeps the two lists equal.
 */
public enum ProblemCode {
    // The document.
    JSON_SYNTAX(
            "is not valid JSON",
            "A registry document is one JSON object (RFC 8259)",
            "Correct the syntax at the place named."),
    JSON_DUPLICATE_KEY(
            "appears twice in one object",
            "A name may appear once in an object (RFC 8259, section 4)",
            "Keep one of the two."),
    JSON_UNKNOWN_FIELD(
            "is not a field here",
            "Unknown fields are refused so that a misspelt guard is never silently off",
            "Correct the name or remove the field."),
    JSON_WRONG_TYPE(
            "has the wrong type",
            "Each field has one JSON type",
            "Write the value as the registry format describes it."),
    JSON_MISSING_FIELD("is missing", "This field has no safe default", "Add the field."),
    TOO_MANY(
            "is more elements than this list may have",
            "Lists are bounded so that one request reads little and an answer fits into its headers",
            "Remove elements."),
    DUPLICATE("is there twice", "Ids, patterns and list elements are unique", "Remove one of the two."),
    ID_OF_PATH(
            "is not the id in the path",
            "A document may say its id again but not another one",
            "Correct the id or leave it out."),
    FIELD_RIGHT(
            "is not yours to change",
            "Only the platform writes a tenant's status, monitor mode and usage-plan key",
            "Send the field as it was read, or ask the platform."),

    PARAMETER_UNKNOWN(
            "is not a parameter here",
            "Unknown parameters are refused so that a misspelt filter never answers with what it should leave out",
            "Correct the name or leave the parameter out."),
    PARAMETER_REPEATED("is a parameter that is there twice", "Each parameter is there once", "Keep one of them."),
    PARAMETER_VALUE(
            "is not a value of this parameter",
            "Each parameter has one form",
            "Write the value as the API's description shows it."),

    // Origins (Fetch, "Origin header").
    ORIGIN_EMPTY("is empty", "An origin is scheme://host[:port]", "Write an origin such as https://app.example.com."),
    ORIGIN_NULL(
            "can be sent by anyone",
            "The null origin comes from sandboxed frames, data: URLs and redirects",
            "Register the real origin of the front end."),
    ORIGIN_STAR(
            "would allow every origin",
            "There is no pattern for all origins",
            "Register each front end, or https://*.example.com for the names below one domain."),
    ORIGIN_LIST("holds several origins", "One entry is one origin or one pattern", "Register each origin by itself."),
    ORIGIN_CHARACTER(
            "has a space, a control or another character that no origin can hold",
            "An origin is lower-case ASCII: letters, digits, hyphen, dot, colon, brackets",
            "Remove the character."),
    ORIGIN_NOT_ASCII(
            "has letters outside ASCII",
            "Browsers send international names in their punycode form",
            "Write the punycode form (xn--…)."),
    ORIGIN_UPPER_CASE(
            "has upper-case letters",
            "Browsers send origins in lower case, and matching compares bytes",
            "Write it in lower case."),
    ORIGIN_SCHEME_MISSING("has no scheme", "An origin is scheme://host[:port]", "Put https:// in front."),
    ORIGIN_SCHEME(
            "has a scheme other than http or https",
            "Only web pages served over http or https have an origin that names their owner",
            "Serve the front end over https and register that origin."),
    ORIGIN_USERINFO(
            "has a user name before an @", "An origin holds no user information", "Remove everything up to the @."),
    ORIGIN_PATH(
            "has a path or a trailing slash",
            "An origin ends after its host or port",
            "Remove the slash and what follows it."),
    ORIGIN_QUERY(
            "has a query", "An origin ends after its host or port", "Remove the question mark and what follows it."),
    ORIGIN_FRAGMENT(
            "has a fragment", "An origin ends after its host or port", "Remove the hash sign and what follows it."),
    ORIGIN_PERCENT(
            "has a percent-encoded character",
            "Browsers send hosts decoded",
            "Write the character itself, or its punycode form."),
    ORIGIN_PORT(
            "has a port that is not a number from 1 to 65535 without leading zeros",
            "Ports are written as browsers write them",
            "Correct the port or leave it out."),
    ORIGIN_DEFAULT_PORT(
            "spells its scheme's default port",
            "Browsers leave out :443 of https and :80 of http, and matching compares bytes",
            "Leave the port out."),
    ORIGIN_HOST(
            "has a host that is not a DNS name or an IP address",
            "Labels are 1 to 63 of a-z, 0-9 and hyphen, not at either end; a name is at most 253 bytes",
            "Correct the host."),
    ORIGIN_IPV4(
            "has an IPv4 address that is not in dotted decimal form",
            "Browsers send four decimal numbers from 0 to 255 without leading zeros",
            "Write it as browsers do, such as 127.0.0.1."),
    ORIGIN_IPV6(
            "has an IPv6 address that is not in canonical form",
            "Browsers send IPv6 addresses as RFC 5952 writes them, in brackets",
            "Write it as browsers do, such as [::1]."),

    // Patterns.
    PATTERN_WILDCARD_PLACE(
            "has a * where none may stand",
            "A * stands for the leading labels (https://*.example.com), for a part of the first label (https://pr-*--app.example.com) or for a loopback port (http://localhost:*), once",
            "Use one of the three forms, or register exact origins."),
    PATTERN_WILDCARD_IP(
            "has a * beside an IP address", "Addresses have no sub-domains", "Register the exact addresses."),
    PATTERN_WILDCARD_HOST(
            "has a wildcard over a host with an underscore or a trailing dot",
            "Such names match only where an exact entry spells them",
            "Register the exact origin."),
    PATTERN_PUBLIC_SUFFIX(
            "has a wildcard over a public suffix",
            "Anyone can register a name below a public suffix (publicsuffix.org)",
            "Name your own domain below it: https://*.your-domain.example."),
    PATTERN_SHARED_SUFFIX(
            "is below a suffix where anyone can register the neighbouring name",
            "A partial label below a shared suffix matches names of strangers",
            "Register the exact origins, serve previews below a domain of your own, or accept the risk with \"dangerouslyAllowSharedSuffix\": true."),
    PATTERN_ANY_PORT(
            "has a * for a port of a host that is not loopback",
            "Only http://localhost:*, http://127.0.0.1:* and http://[::1]:* may leave the port open",
            "Register the exact ports."),
    PATTERN_ANY_PORT_MODE(
            "leaves a loopback port open in origin mode",
            "In origin mode an origin names its tenant, and every tenant's developers use loopback",
            "Register the exact port, or run with TENANT_SOURCE=host or path, or in local mode."),
    PATTERN_TOO_DEEP(
            "has more than 16 labels",
            "A wildcard's host has at most 16 labels, which bounds what one request may read",
            "Register a shorter domain or exact origins."),
    PATTERN_CLAIMED(
            "is registered by two tenants",
            "In origin mode an origin names its tenant, so a pattern belongs to one tenant alone",
            "Keep it with one of them."),
    PATTERN_CROWDED(
            "is one of more than 50 partial labels below one host",
            "One request reads all partial labels of a host at once, so there are at most 50",
            "Use fewer prefixes, or serve previews below a domain of your own and register https://*.that-domain."),

    APPROVAL_DOMAIN(
            "is not a domain to approve",
            "What is approved is a registrable domain, the name below a public suffix, or a host that has none",
            "Write a domain such as example.com."),

    // Grants.
    GRANT_METHOD("is not a method name", "A method is an RFC 9110 token of at most 64 characters", "Correct the name."),
    GRANT_METHOD_CASE(
            "is not in upper case",
            "Browsers compare methods byte for byte and upper-case only DELETE, GET, HEAD, OPTIONS, POST and PUT",
            "Write it in upper case."),
    GRANT_METHOD_FORBIDDEN(
            "is a forbidden method",
            "Browsers never send CONNECT, TRACE or TRACK (Fetch, \"forbidden method\")",
            "Remove it."),
    GRANT_HEADER(
            "is not a header name", "A header name is an RFC 9110 token of at most 64 characters", "Correct the name."),
    GRANT_HEADER_FORBIDDEN(
            "is a forbidden request header",
            "A script can never set it (Fetch, \"forbidden request-header\")",
            "Remove it."),
    GRANT_EXPOSED_FORBIDDEN(
            "can never be exposed", "Set-Cookie and Set-Cookie2 are forbidden response headers (Fetch)", "Remove it."),
    GRANT_HEADER_CORS(
            "is a header of the CORS protocol itself",
            "Access-Control-… and Origin are between browser and server: no script sets or reads them",
            "Remove it."),
    GRANT_STAR_ALONE(
            "stands in one list with names that it covers",
            "A list is * or names; only authorization, which * does not cover, may stand beside it (Fetch, \"CORS non-wildcard request-header name\")",
            "Remove the names, or the *."),
    GRANT_STAR_CREDENTIALS(
            "is granted together with credentials",
            "With credentials * is an ordinary name, not a wildcard (Fetch, \"CORS protocol and credentials\")",
            "List the names, or turn credentials off."),
    GRANT_HTTP_CREDENTIALS(
            "is http and would get credentials",
            "Anyone on the network path can be an http origin; only loopback may have credentials over http",
            "Serve the front end over https, or turn credentials off."),
    GRANT_MAX_AGE(
            "is not a max age from 0 to 86400 seconds",
            "No browser keeps a preflight longer than a day",
            "Choose a value from 0 to 86400; 7200 and 600 are the caps of Chromium and WebKit."),

    // What a page asks with, held against what is registered.
    ASKED_SCHEME(
            "has another scheme than the registration",
            "Origins are compared byte for byte, so http and https are two",
            "Register this scheme too, or serve the page with the registered one."),
    ASKED_PORT(
            "has another port than the registration",
            "Each port is an origin of its own; only loopback patterns take any",
            "Register this port too, or serve the page on the registered one."),
    ASKED_APEX(
            "is the domain itself",
            "A wildcard stands for the names below its domain, never for the domain",
            "Register the domain as an exact origin beside the wildcard."),
    ASKED_SUBDOMAIN(
            "is below a name that is registered as one exact origin",
            "An exact origin stands for nothing below it",
            "Register this name too, or a wildcard for all names below the domain."),
    ASKED_PARENT(
            "is above the name that is registered",
            "A registration stands for nothing above it: app.example.com says nothing of example.com",
            "Register this name too, or serve the page from the registered one."),
    ASKED_TRAILING_DOT(
            "ends in a dot, or lacks the one that is registered",
            "A trailing dot makes another origin, and wildcards take none",
            "Open the page without the dot, or register the spelling with it as an exact origin."),
    ASKED_UNDERSCORE(
            "has an underscore",
            "Wildcards stand for DNS host names, which have none",
            "Register it as an exact origin, or rename the host."),
    ASKED_LOOPBACK(
            "is this machine by another name than the registration",
            "The names localhost, 127.0.0.1 and [::1] make three origins",
            "Open the page by the registered name, or register this one too."),
    ASKED_LABEL(
            "has a first label that is not of the registered form",
            "A * inside a label stands for one or more of a-z, 0-9 and hyphen, and what is around it must be there",
            "Compare the first label with the pattern, or register another one."),
    ASKED_DEPTH(
            "has more labels than the pattern",
            "A * inside a label stands for a part of that one label",
            "Serve the page one level below the domain, or register a wildcard for all names below it."),
    ASKED_SUFFIX(
            "ends like the registration but is another domain",
            "Names are compared label by label, so that evilexample.com is not example.com",
            "If this really is a front end of yours, register it by its own name."),
    ASKED_PREFIX(
            "begins like the registration but is another domain",
            "What stands at the end of a name says whose it is, so that example.com.evil.com is not example.com",
            "If this really is a front end of yours, register it by its own name."),
    ASKED_SPELLING(
            "is spelled nearly like the registration",
            "Origins are compared byte for byte, so that appxexample.com is not app.example.com",
            "Correct whichever of the two is misspelt."),
    ASKED_SIBLING(
            "is another name below the same domain",
            "An exact origin stands for itself alone",
            "Register this name too, or a wildcard for all names below the domain."),
    ASKED_EXPIRED(
            "is covered by a registration that has expired",
            "From its end on a registration allows nothing",
            "Give it a later end, or none."),
    ASKED_DISABLED(
            "is covered by a registration that is disabled",
            "The most specific registration alone decides, and a disabled one refuses even where a wider one would allow",
            "Set its status to active, or remove it so that a wider one decides."),
    ASKED_PENDING(
            "is covered by a registration that waits for an approval",
            "A pending registration allows nothing until the platform approves its domain for this tenant",
            "Ask the platform to approve the domain."),
    ASKED_APPROVAL_ENDED(
            "is covered by a registration whose approval has ended",
            "What a tenant registered itself allows nothing without an approval of its domain that is in force",
            "Ask the platform to renew the approval of the domain."),
    ASKED_SUSPENDED(
            "is of a tenant that is suspended",
            "A suspended tenant is answered as if it were not there",
            "Ask the platform to resume the tenant."),

    // What a page wants to do, held against its grant.
    ASKED_METHOD(
            "is not among the methods of the grant",
            "A browser uses GET, HEAD and POST freely and any other method only where the preflight names it, in the same case",
            "Add the method to this origin's \"cors\", or use one that is there."),
    ASKED_HEADER(
            "is not among the request headers of the grant",
            "A browser sends a header that a script sets only where the preflight names it, and * never stands for authorization",
            "Add the header to this origin's \"cors\", or do not send it."),
    ASKED_CREDENTIALS(
            "asks with credentials that the grant does not allow",
            "A script reads an answer to a request with cookies only where it says Access-Control-Allow-Credentials: true",
            "Set \"credentials\" for this origin, or fetch with credentials \"same-origin\"; a bearer token needs none."),

    // What a dry run is asked.
    QUESTION_PATH(
            "is not a path of the resource",
            "A path has the segments of its resource's template, a text where that has a variable, and at most 2048 characters",
            "Correct the path, or leave it out where the resource is not greedy."),
    QUESTION_TOKEN(
            "stands beside a token",
            "A request has one token: a real one, or one as if it had these scopes",
            "Leave out one of the two."),
    QUESTION_PREFLIGHT(
            "is not a preflight",
            "A browser's preflight has an Origin and never a token",
            "Add \"origin\" and leave out \"token\" and \"scopes\", or ask for the request itself."),

    // Tenants.
    TENANT_ID(
            "is not a tenant id",
            "A tenant id is a DNS label: 1 to 63 of a-z, 0-9 and hyphen, not at either end",
            "Choose another id."),
    TENANT_STATUS(
            "is not a status",
            "A tenant is active or suspended, an origin active, disabled or pending",
            "Use one of these words."),
    TEXT(
            "is empty, too long or has a control character",
            "Texts are 1 to 200 characters without control characters",
            "Correct the text."),
    INSTANT(
            "is not an instant",
            "Instants are written as RFC 3339 in UTC, such as 2027-01-31T12:00:00Z",
            "Correct the instant."),
    USAGE_KEY(
            "is not a usage-plan key",
            "An API key has 20 to 128 letters, digits or hyphens",
            "Copy the key's value from API Gateway."),
    USAGE_KEY_MISSING(
            "has no usage-plan key",
            "With usage plans on every tenant has one, or its requests would count against nobody",
            "Set \"usageIdentifierKey\", or turn \"usagePlans\" off."),

    // Issuers.
    ISSUER_ID(
            "is not an issuer id",
            "An issuer id is 1 to 63 of a-z, 0-9 and hyphen, not at either end",
            "Choose another id."),
    ISSUER_URL(
            "is not an issuer",
            "An issuer is an https URL without user, query and fragment (RFC 8414, section 2)",
            "Copy the value of \"issuer\" from the provider's discovery document."),
    ISSUER_JWKS(
            "is not a usable JWKS URL",
            "Keys are fetched over https on port 443, from a URL without user and fragment",
            "Copy the value of \"jwks_uri\" from the provider's discovery document."),
    ISSUER_RESERVED(
            "is an issuer of the platform",
            "A tenant cannot register the platform's issuer",
            "Remove it: tokens of the platform's issuer work for every tenant they name."),
    ISSUER_CLAIMED(
            "is an issuer of two tenants",
            "In origin mode a token that comes without an Origin takes its tenant from its issuer, so an issuer belongs to one tenant alone",
            "Keep it with one of them, or make it a platform issuer with a tenant claim."),
    ISSUER_LOCAL(
            "is a URL of this machine",
            "Loopback URLs name an issuer in local mode only",
            "Write the URL under which the provider is reached from AWS, or run in local mode."),
    ISSUER_AUDIENCES(
            "has no audience",
            "A token is for somebody (RFC 8725, section 3.9): without an audience nothing could be accepted",
            "List the audiences that this API answers to."),
    ISSUER_ALGORITHMS(
            "has no algorithm",
            "An empty list could accept nothing",
            "List algorithms, or leave the field out for RS256, PS256, ES256 and EdDSA."),
    ISSUER_ALGORITHM(
            "is not an accepted algorithm",
            "Only RS256, PS256, ES256, ES384, ES512 and EdDSA are accepted: never none, never a shared secret",
            "Configure the provider to sign with one of these."),
    ISSUER_TENANT_CLAIM(
            "needs a tenant claim",
            "A platform issuer serves many tenants, so its tokens must name theirs",
            "Set \"tenantClaim\" to the claim that holds the tenant id."),
    ISSUER_CLAIM(
            "is not a claim name",
            "A claim name is 1 to 128 printable ASCII characters without quote or backslash",
            "Correct the name."),
    ISSUER_CLOCK_SKEW(
            "is not a clock skew from 0 to 60 seconds",
            "A longer skew keeps dead tokens alive",
            "Choose a value from 0 to 60 and keep clocks in step."),
    ISSUER_LIFETIME(
            "is not a lifetime from 1 to 86400 seconds",
            "A token that lives longer than a day cannot be withdrawn in time",
            "Choose a value from 1 to 86400."),
    ISSUER_PROVIDER(
            "is not a provider with a preset",
            "There are presets for cognito, auth0, okta, entra, keycloak and google",
            "Choose one of these, or leave the field out and write the settings."),

    ISSUER_DISCOVERY(
            "has no discovery document that can be fetched",
            "Without \"jwksUri\" it is looked up at the issuer's well-known places, over https on port 443, without redirects, in 2 seconds each",
            "Write \"jwksUri\", or see that the document can be fetched from the Internet."),
    ISSUER_DISCOVERY_OTHER(
            "is not the issuer that its discovery document names",
            "The two must be equal to the letter, a slash at the end included (OpenID Connect Discovery 1.0, section 4.3)",
            "Copy the value of \"issuer\" from the document."),
    ISSUER_KEYS_FETCH(
            "gave no JWK Set just now",
            "Keys are fetched over https on port 443, without redirects, in 2 seconds and 256 KB",
            "See that it can be fetched from the Internet: until then tokens of this issuer are refused."),
    ISSUER_KEYS_NONE(
            "has no key that this issuer record could use",
            "A key is used if it is sound and fits one of the record's algorithms",
            "Compare \"algorithms\" with the keys' \"kty\", \"crv\" and \"alg\"."),
    ISSUER_KEYS_IGNORED(
            "is why keys of this issuer are not used",
            "Keys that are weak, private, not for signatures or not told apart are left out, and the others used",
            "Ask the provider if tokens are signed with one of them."),

    // Revocations.
    REVOCATION_EMPTY(
            "names no token",
            "A revocation names a subject, a token id or the instant before which tokens were issued",
            "Set at least one of \"subject\", \"tokenId\" and \"issuedBefore\"."),
    REVOCATION_ISSUER_MISSING(
            "is named without its issuer",
            "A subject and a token id mean something under their issuer only (RFC 7519, section 4.1.2)",
            "Set \"issuer\" to the tokens' \"iss\"."),
    REVOCATION_ISSUER(
            "is no issuer here",
            "A revocation for tokens that nobody accepts anyway is a slip of the pen",
            "Copy the \"iss\" of an issuer of this tenant or of the platform; the platform's revocations name the platform's."),
    REVOCATION_NAME(
            "is not a subject or token id",
            "Accepted tokens have 1 to 255 characters there, without quote, backslash or control character",
            "Copy the \"sub\" or \"jti\" of the token."),
    REVOCATION_TOKEN_ID(
            "is an issuer whose tokens need no id",
            "Single tokens can be revoked where each must have an id, or the next token would have none",
            "Set \"tokenIdRequired\" on the issuer, or revoke the subject."),
    REVOCATION_END_MISSING(
            "is missing",
            "A revocation without \"issuedBefore\" says itself when it ends",
            "Set \"expiresAt\", at least 24 hours and 60 seconds from now, the longest use of a token."),
    REVOCATION_END(
            "is not an end for this revocation",
            "A revocation ends when the last token it names has expired: 24 hours and 60 seconds after \"issuedBefore\" or, without it, after now, before the year 9999",
            "Choose a later instant, or leave the field out."),

    // Route rules.
    ROUTE_METHOD(
            "is not a method of a rule",
            "A rule names GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS or *",
            "Correct the method."),
    ROUTE_RESOURCE(
            "is not a resource",
            "A rule names the path template of a resource as API Gateway knows it, such as /orders/{id}",
            "Copy the resource's path from the template."),
    ROUTE_PATH(
            "is not a path below the rule's resource",
            "A path stands beside a resource that ends in {proxy+}, begins with that resource's segments, and is made of"
                    + " plain segments, * for one segment and a last ** for one or more",
            "Write a path such as /reports/* or /reports/**, or leave it out for every path of the resource."),
    ROUTE_SCOPE(
            "is not a scope",
            "A scope is printable ASCII without space, quote and backslash (RFC 6749, section 3.3), at most 200 characters",
            "Correct the scope."),
    ROUTE_WIDER(
            "is wider than the platform's rules",
            "A tenant may only narrow what the platform allows",
            "Name a route that a platform rule covers.");

    private final String fault;
    private final String rule;
    private final String hint;

    ProblemCode(String fault, String rule, String hint) {
        this.fault = fault;
        this.rule = rule;
        this.hint = hint;
    }

    String fault() {
        return fault;
    }

    String rule() {
        return rule;
    }

    String hint() {
        return hint;
    }

    /** The anchor in {@code docs/problems.md}, such as {@code origin-upper-case}. */
    public String anchor() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
