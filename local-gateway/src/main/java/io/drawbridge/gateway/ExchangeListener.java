package io.drawbridge.gateway;

/** Learns of every finished exchange. Called on I/O threads: return at once. */
@FunctionalInterface
public interface ExchangeListener {

    void finished(Exchange exchange);
}
