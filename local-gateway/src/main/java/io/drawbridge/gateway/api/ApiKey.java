package io.drawbridge.gateway.api;

/**
 * An API key.
 *
 * @param logicalId its resource's name in the template, which is also its id
 * @param value the secret itself
 * @param enabled whether it can be used
 */
public record ApiKey(String logicalId, String value, boolean enabled) {

    /** Without the value: a key is a secret, and records end up in messages. */
    @Override
    public String toString() {
        return "ApiKey[logicalId=" + logicalId + ", enabled=" + enabled + "]";
    }
}
