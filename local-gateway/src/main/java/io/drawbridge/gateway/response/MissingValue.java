package io.drawbridge.gateway.response;

/** What becomes of a mapped response header whose value is missing or empty. AWS documents neither. */
public enum MissingValue {
    OMITTED,
    SENT_EMPTY
}
