package io.drawbridge.gateway.routing;

/** What the gateway makes of one peculiarity of a path. Which of them AWS chooses is not documented. */
public enum Reading {
    /** The path is another path: it is routed as it came. */
    AS_RECEIVED,
    /** The path is routed as if the peculiarity were not there; authorizer and function still see it. */
    ROUTED,
    /** The peculiarity is gone for everyone behind the router. */
    REWRITTEN
}
