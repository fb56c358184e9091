package io.drawbridge.gateway.call;

/** In which case header names reach functions and mappings. */
public enum HeaderNames {
    /** As HTTP/2 delivers them, hence as every browser's requests arrive at AWS. */
    LOWER_CASE,
    /** As the client spelled them: what HTTP/1.1 clients see on AWS. */
    AS_RECEIVED
}
