package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.ETag;
import io.drawbridge.registry.ImportCounts;
import io.drawbridge.registry.ImportJob;
import io.drawbridge.registry.ImportJob.State;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** An import's job and its parts. */
final class ImportItem {

    /** The counts of each part, under its number. */
    static final String PART = "part#";

    /** How long an import that is over can still be looked at. */
    private static final Duration KEPT = Duration.ofDays(7);

    private static final String STATE = "state";
    private static final String GENERATION = "generation";
    private static final String EXPIRES_AT = "expiresAt";
    private static final String BY_PLATFORM = "byPlatform";
    private static final String PROFILE = "profile";
    private static final String RESULT = "result";
    private static final String ORIGINS = "origins";
    private static final String APPROVALS = "approvalChanges";
    private static final List<String> COUNTS = List.of("added", "removed", "changed", "unchanged", "pending");

    private ImportItem() {}

    /** A new job. */
    static Put.Builder put(ImportJob job, long generation) {
        Map<String, AttributeValue> profile = new HashMap<>(TenantItem.write(job.profile(), ETag.NEVER));
        profile.remove(Key.PK);
        profile.remove(Key.SK);
        Map<String, AttributeValue> item =
                new HashMap<>(new Values(Keys.job(job.profile().id(), job.id()))
                        .text(STATE, Attributes.word(job.state()))
                        .number(GENERATION, generation)
                        .number(EXPIRES_AT, job.expiresAt().getEpochSecond())
                        .flag(BY_PLATFORM, job.byPlatform())
                        .number(RegistryTable.TTL, job.expiresAt().plus(KEPT).getEpochSecond())
                        .toMap());
        item.put(PROFILE, AttributeValue.fromM(profile));
        return Put.builder().item(item).conditionExpression("attribute_not_exists(pk)");
    }

    static ImportJob read(Attributes item, TenantId tenant) {
        Tenant profile = TenantItem.read(
                        new Attributes(Keys.profile(tenant), item.map(PROFILE).values()))
                .value();
        List<Long> parts = item.values().keySet().stream()
                .filter(name -> name.startsWith(PART))
                .map(item::number)
                .toList();
        return item.decode(() -> new ImportJob(
                item.key().sk().substring(Keys.JOB_PREFIX.length()),
                profile,
                item.flag(BY_PLATFORM),
                item.word(STATE, State.class),
                Instant.ofEpochSecond(item.number(EXPIRES_AT)),
                parts.size(),
                Math.toIntExact(parts.stream().mapToLong(n -> n).sum()),
                item.optionalMap(RESULT).map(ImportItem::counts).orElse(ImportCounts.NONE)));
    }

    static long generation(Attributes item) {
        return item.number(GENERATION);
    }

    /** The number of the approvals' changes that the job's registrations were put in place by. */
    static long approvalChanges(Attributes item) {
        return item.optionalNumber(APPROVALS).orElse(-1L);
    }

    private static ImportCounts counts(Attributes map) {
        List<Integer> counts =
                COUNTS.stream().map(name -> Math.toIntExact(map.number(name))).toList();
        return new ImportCounts(counts.get(0), counts.get(1), counts.get(2), counts.get(3), counts.get(4));
    }

    private static AttributeValue counts(ImportCounts counts) {
        return new Values()
                .number("added", counts.added())
                .number("removed", counts.removed())
                .number("changed", counts.changed())
                .number("unchanged", counts.unchanged())
                .number("pending", counts.pending())
                .toValue();
    }

    /** Notes a part in a job that still takes one. */
    static Update.Builder notePart(TenantId tenant, String job, int number, int origins, Instant now) {
        return update(tenant, job)
                .updateExpression("SET #part = :count")
                .conditionExpression("#state = :staging AND #expiresAt > :now")
                .expressionAttributeNames(
                        Map.of("#part", PART + "%02d".formatted(number), "#state", STATE, "#expiresAt", EXPIRES_AT))
                .expressionAttributeValues(Map.of(
                        ":count", Values.number(origins),
                        ":staging", word(State.STAGING),
                        ":now", Values.number(now.getEpochSecond())));
    }

    static Map<String, AttributeValue> part(
            TenantId tenant, String job, int number, List<RegisteredOrigin> origins, Instant now) {
        Instant forgotten = now.plus(ImportJob.LIFETIME).plus(KEPT);
        return new Values(Keys.part(tenant, job, number))
                .list(ORIGINS, origins, OriginItem::entry)
                .number(RegistryTable.TTL, forgotten.getEpochSecond())
                .toMap();
    }

    static List<RegisteredOrigin> part(Attributes item) {
        return item.maps(ORIGINS).stream().map(OriginItem::readEntry).toList();
    }

    /** From now on no part is taken, and no other approvals count. */
    static Update.Builder freeze(TenantId tenant, String job, long approvalChanges) {
        return update(tenant, job)
                .updateExpression("SET #state = :committing, #approvals = :approvals")
                .conditionExpression("#state = :staging")
                .expressionAttributeNames(Map.of("#state", STATE, "#approvals", APPROVALS))
                .expressionAttributeValues(Map.of(
                        ":committing", word(State.COMMITTING),
                        ":approvals", Values.number(approvalChanges),
                        ":staging", word(State.STAGING)));
    }

    static Update.Builder commit(TenantId tenant, String job, ImportCounts counts) {
        return update(tenant, job)
                .updateExpression("SET #state = :committed, #result = :result")
                .conditionExpression("#state = :committing")
                .expressionAttributeNames(Map.of("#state", STATE, "#result", RESULT))
                .expressionAttributeValues(Map.of(
                        ":committed", word(State.COMMITTED),
                        ":result", counts(counts),
                        ":committing", word(State.COMMITTING)));
    }

    static Update.Builder abort(TenantId tenant, String job) {
        return update(tenant, job)
                .updateExpression("SET #state = :aborted")
                .conditionExpression("#state = :staging OR #state = :committing")
                .expressionAttributeNames(Map.of("#state", STATE))
                .expressionAttributeValues(Map.of(
                        ":aborted", word(State.ABORTED),
                        ":staging", word(State.STAGING),
                        ":committing", word(State.COMMITTING)));
    }

    private static Update.Builder update(TenantId tenant, String job) {
        return Update.builder().key(Keys.job(tenant, job).attributes());
    }

    private static AttributeValue word(State state) {
        return AttributeValue.fromS(Attributes.word(state));
    }
}
