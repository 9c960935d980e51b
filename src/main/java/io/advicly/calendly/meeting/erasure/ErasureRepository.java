package io.advicly.calendly.meeting.erasure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.advicly.calendly.meeting.redaction.AddressPattern;
import io.advicly.calendly.meeting.store.MeetingRepository;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/// The SQL of erasures. Every method joins its caller's transaction.
@ApplicationScoped
class ErasureRepository implements PanacheRepositoryBase<ErasedAddressRow, ErasedAddressRow.Key> {

    private static final String KEY = "SELECT CAST(id AS text), sealed_key FROM erasure_keys";

    private static final String ADD_KEY =
            """
            INSERT INTO erasure_keys (id, sealed_key, created_at) VALUES (:id, :sealed, :now)
            ON CONFLICT (only_one) DO NOTHING\
            """;

    private static final String REMEMBER =
            """
            INSERT INTO erased_addresses (tenant_id, address_hash, key_id, erased_at)
            VALUES (:tenant, :hash, :key, :now)
            ON CONFLICT (tenant_id, address_hash) DO UPDATE SET erased_at = EXCLUDED.erased_at\
            """;

    private static final String REMEMBER_ALL =
            """
            INSERT INTO erased_addresses (tenant_id, address_hash, key_id, erased_at)
            SELECT tenant, hash, :key, :now
            FROM jsonb_to_recordset(CAST(CAST(:hashes AS text) AS jsonb)) AS said (tenant text, hash text)
            ON CONFLICT (tenant_id, address_hash) DO NOTHING\
            """;

    /// Every projection holds this one together with all others until it ends.
    private static final String WAIT =
            "SELECT CAST(pg_advisory_xact_lock(" + MeetingRepository.ERASURE + ") AS text)";

    /// A page of the tenant's meetings: a statement looks at no more than that, and at nobody
    /// else's.
    private static final String FIND =
            """
            WITH page AS MATERIALIZED (
              SELECT id FROM meetings WHERE tenant_id = :tenant AND id > :after ORDER BY id LIMIT %d)
            SELECT CAST(page.id AS text), m.calendly_event_uri FROM page
            LEFT JOIN meetings m ON m.id = page.id AND (
              calendly_mentions(concat_ws(' ', m.name, m.location, m.details), :plain, :encoded)
              OR EXISTS (
                SELECT FROM meeting_invitees i WHERE i.meeting_id = m.id AND calendly_mentions(
                  concat_ws(' ', i.email, i.name, i.cancellation, i.questions_and_answers, i.tracking, i.details),
                  :plain, :encoded)))
            ORDER BY page.id\
            """
                    .formatted(InviteeErasure.PAGE);

    private static final String REMOVE_FROM_OUTBOX =
            """
            DELETE FROM meeting_outbox WHERE id IN (
              SELECT id FROM meeting_outbox WHERE payload ->> 'tenant_id' = :tenant
              AND calendly_mentions(CAST(payload AS text), :plain, :encoded) LIMIT %d)\
            """
                    .formatted(InviteeErasure.PAGE);

    /// A meeting that was looked at.
    ///
    /// @param eventUri null when it does not hold the address
    record Found(UUID id, @Nullable String eventUri) {}

    /// The key's id and its ciphertext; null before the first erasure.
    Uni<Object @Nullable []> key() {
        return getSession()
                .chain(session ->
                        session.createNativeQuery(KEY, Object[].class).getSingleResultOrNull());
    }

    /// Unless there is one already.
    Uni<Integer> addKey(UUID id, String sealed, Instant now) {
        return getSession().chain(session -> executeAddKey(session, id, sealed, now));
    }

    private static Uni<Integer> executeAddKey(
            Mutiny.Session session, UUID id, String sealed, Instant now) {
        return session.createNativeQuery(ADD_KEY)
                .setParameter("id", id)
                .setParameter("sealed", sealed)
                .setParameter("now", now)
                .executeUpdate();
    }

    Uni<Integer> remember(String tenant, String hash, UUID key, Instant now) {
        return getSession().chain(session -> executeRemember(session, tenant, hash, key, now));
    }

    private static Uni<Integer> executeRemember(
            Mutiny.Session session, String tenant, String hash, UUID key, Instant now) {
        return session.createNativeQuery(REMEMBER)
                .setParameter("tenant", tenant)
                .setParameter("hash", hash)
                .setParameter("key", key)
                .setParameter("now", now)
                .executeUpdate();
    }

    /// @param tenant who has erased it
    record Hash(String tenant, String hash) {}

    Uni<Integer> remember(List<Hash> hashes, UUID key, Instant now) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        hashes.forEach(one -> all.addObject().put("tenant", one.tenant()).put("hash", one.hash()));
        return getSession().chain(session -> executeRememberAll(session, all, key, now));
    }

    private static Uni<Integer> executeRememberAll(
            Mutiny.Session session, ArrayNode all, UUID key, Instant now) {
        return session.createNativeQuery(REMEMBER_ALL)
                .setParameter("hashes", all.toString())
                .setParameter("key", key)
                .setParameter("now", now)
                .executeUpdate();
    }

    Uni<List<ErasedAddressRow>> withHash(Collection<String> hashes) {
        return list("addressHash in ?1", hashes);
    }

    /// Of the tenants that are connected to this organization; of all where nobody is any more.
    Uni<List<ErasedAddressRow>> withHash(Collection<String> hashes, String organizationUri) {
        return list(
                "addressHash in ?1 and (tenantId in (select c.tenantId from ConnectionRow c where"
                        + " c.calendlyOrganizationUri = ?2) or not exists (select 1 from"
                        + " ConnectionRow c where c.calendlyOrganizationUri = ?2))",
                hashes,
                organizationUri);
    }

    /// Waits until every projection has ended that may not know yet what was erased.
    Uni<Void> waitForProjections() {
        return getSession()
                .chain(session -> session.createNativeQuery(WAIT, String.class).getSingleResult())
                .replaceWithVoid();
    }

    /// The tenant's next meetings after `after`, with those marked that hold the address.
    Uni<List<Found>> find(String tenant, AddressPattern addressPattern, UUID after) {
        return getSession()
                .chain(session -> selectFound(session, tenant, addressPattern, after))
                .map(ErasureRepository::foundFrom);
    }

    private static Uni<List<Object[]>> selectFound(
            Mutiny.Session session, String tenant, AddressPattern addressPattern, UUID after) {
        return session.createNativeQuery(FIND, Object[].class)
                .setParameter("tenant", tenant)
                .setParameter("plain", addressPattern.plain())
                .setParameter("encoded", addressPattern.encoded())
                .setParameter("after", after)
                .getResultList();
    }

    private static List<Found> foundFrom(List<Object[]> rows) {
        return rows.stream()
                .map(row -> new Found(UUID.fromString((String) row[0]), (String) row[1]))
                .toList();
    }

    Uni<Integer> removeFromOutbox(String tenant, AddressPattern addressPattern) {
        return getSession()
                .chain(session -> executeRemoveFromOutbox(session, tenant, addressPattern));
    }

    private static Uni<Integer> executeRemoveFromOutbox(
            Mutiny.Session session, String tenant, AddressPattern addressPattern) {
        return session.createNativeQuery(REMOVE_FROM_OUTBOX)
                .setParameter("tenant", tenant)
                .setParameter("plain", addressPattern.plain())
                .setParameter("encoded", addressPattern.encoded())
                .executeUpdate();
    }
}
