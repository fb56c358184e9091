package io.drawbridge.gateway.response;

import io.drawbridge.gateway.api.GatewayResponseType;
import java.util.Optional;

/** Why the API answers by itself, with what API Gateway says unless a template customises it. */
public enum Fault {
    EXPLICIT_DENY(
            GatewayResponseType.ACCESS_DENIED,
            403,
            "AccessDeniedException",
            "User is not authorized to access this resource with an explicit deny in an identity-based policy",
            "{\"Message\":\"User is not authorized to access this resource with an explicit deny in an identity-based"
                    + " policy\"}"),
    IMPLICIT_DENY(
            GatewayResponseType.ACCESS_DENIED,
            403,
            "AccessDeniedException",
            "User is not authorized to access this resource because no identity-based policy allows the"
                    + " execute-api:Invoke action",
            "{\"Message\":\"User is not authorized to access this resource because no identity-based policy allows the"
                    + " execute-api:Invoke action\"}"),
    UNAUTHORIZED(
            GatewayResponseType.UNAUTHORIZED,
            401,
            "UnauthorizedException",
            "Unauthorized",
            "{\"message\":\"Unauthorized\"}"),
    INVALID_API_KEY(
            GatewayResponseType.INVALID_API_KEY, 403, "ForbiddenException", "Forbidden", "{\"message\":\"Forbidden\"}"),
    THROTTLED(
            GatewayResponseType.THROTTLED,
            429,
            "TooManyRequestsException",
            "Too Many Requests",
            "{\"message\":\"Too Many Requests\"}"),
    QUOTA_EXCEEDED(
            GatewayResponseType.QUOTA_EXCEEDED,
            429,
            "LimitExceededException",
            "Limit Exceeded",
            "{\"message\":\"Limit Exceeded\"}"),
    AUTHORIZER_BROKEN(
            GatewayResponseType.AUTHORIZER_CONFIGURATION_ERROR,
            500,
            "AuthorizerConfigurationException",
            "",
            "{\"message\":null}"),
    UNKNOWN_ROUTE(
            GatewayResponseType.MISSING_AUTHENTICATION_TOKEN,
            403,
            "MissingAuthenticationTokenException",
            "Missing Authentication Token",
            "{\"message\":\"Missing Authentication Token\"}"),
    /** AWS reports a malformed or failed Lambda proxy as 502 although the type's own status is 504. */
    INTEGRATION_BROKEN(
            GatewayResponseType.INTEGRATION_FAILURE,
            502,
            "InternalServerErrorException",
            "Internal server error",
            "{\"message\": \"Internal server error\"}"),
    INTEGRATION_TIMEOUT(
            GatewayResponseType.INTEGRATION_TIMEOUT,
            504,
            "InternalServerErrorException",
            "Endpoint request timed out",
            "{\"message\": \"Endpoint request timed out\"}"),
    API_MISCONFIGURED(
            GatewayResponseType.API_CONFIGURATION_ERROR,
            500,
            "InternalServerErrorException",
            "Internal server error",
            "{\"message\": \"Internal server error\"}"),
    EVENT_TOO_LARGE(
            GatewayResponseType.REQUEST_TOO_LARGE,
            413,
            "RequestTooLargeException",
            "Request Too Long",
            "{\"message\":\"Request Too Long\"}"),
    UNSUPPORTED_MEDIA_TYPE(
            GatewayResponseType.UNSUPPORTED_MEDIA_TYPE,
            415,
            "BadRequestException",
            "Unsupported Media Type",
            "{\"message\": \"Unsupported Media Type\"}");

    private final GatewayResponseType type;
    private final int status;
    private final String errorType;
    private final String message;
    private final String body;

    Fault(GatewayResponseType type, int status, String errorType, String message, String body) {
        this.type = type;
        this.status = status;
        this.errorType = errorType;
        this.message = message;
        this.body = body;
    }

    public GatewayResponseType type() {
        return type;
    }

    /** The status unless a template sets another one. */
    public int status() {
        return status;
    }

    /** {@code x-amzn-ErrorType}. */
    public String errorType() {
        return errorType;
    }

    /** {@code $context.error.message}; empty where API Gateway has none. */
    public Optional<String> message() {
        return message.isEmpty() ? Optional.empty() : Optional.of(message);
    }

    /** The body unless a template sets another one. */
    public String body() {
        return body;
    }

    /** The type whose definition applies, whole, where this fault's own type is not defined. */
    GatewayResponseType fallback() {
        return status < 500 ? GatewayResponseType.DEFAULT_4XX : GatewayResponseType.DEFAULT_5XX;
    }
}
