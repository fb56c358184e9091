package io.drawbridge.authorizer.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.drawbridge.registry.Issuer;
import java.time.Duration;

/** The keys of every issuer record, each under the record as a whole: another version of it has keys of its own. */
final class IssuerKeys {

    /** Only registered issuers ever get here, so this bounds memory and nothing else. */
    private static final int MAX_RECORDS = 1000;

    private final JwksSource source;
    private final Duration staleLimit;
    private final CryptoProvider crypto;

    /** Housekeeping runs on the calling thread, because there are no others. */
    private final Cache<Issuer, RecordKeys> records = Caffeine.newBuilder()
            .maximumSize(MAX_RECORDS)
            .executor(Runnable::run)
            .build();

    IssuerKeys(JwksSource source, Duration staleLimit, CryptoProvider crypto) {
        this.source = source;
        this.staleLimit = staleLimit;
        this.crypto = crypto;
    }

    RecordKeys of(Issuer issuer) {
        return records.get(issuer, key -> new RecordKeys(key, source, staleLimit, crypto));
    }
}
