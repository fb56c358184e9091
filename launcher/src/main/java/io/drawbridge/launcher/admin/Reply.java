package io.drawbridge.launcher.admin;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the API answered to a request that it did not refuse.
 *
 * @param etag the version; empty if the answer has none
 * @param body the document
 */
record Reply(String etag, JsonNode body) {}
