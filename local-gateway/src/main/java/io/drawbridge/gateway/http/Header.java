package io.drawbridge.gateway.http;

/**
 * One header line.
 *
 * @param name as sent, case included
 * @param value without the surrounding white space
 */
public record Header(String name, String value) {}
