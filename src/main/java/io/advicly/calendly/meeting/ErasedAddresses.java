package io.advicly.calendly.meeting;

import io.advicly.calendly.security.EmailAddress;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Which addresses were erased, known by keyed hashes only.
@ApplicationScoped
public class ErasedAddresses {

    private final ErasureRepository rows;
    private final ErasureKeys keys;

    ErasedAddresses(ErasureRepository rows, ErasureKeys keys) {
        this.rows = rows;
        this.keys = keys;
    }

    /// Those of these addresses that some tenant has erased at some time.
    @WithTransaction
    public Uni<Set<EmailAddress>> everErased(Set<EmailAddress> addresses) {
        return keys.any()
                .chain(key ->
                        key.map(it -> of(it.id(), addresses))
                                .orElseGet(() -> Uni.createFrom().item(Erased.NOTHING)))
                .map(Erased::addresses);
    }

    /// Those of these addresses that were erased after `bookedAt` by a tenant that is connected to
    /// this organization; by any where nobody is any more.
    @WithTransaction
    public Uni<Set<EmailAddress>> among(
            Set<EmailAddress> addresses, String organizationUri, Instant bookedAt) {
        return keys.any()
                .chain(key ->
                        key.map(it -> among(it, addresses, organizationUri, bookedAt))
                                .orElseGet(() -> Uni.createFrom().item(Set.of())));
    }

    private Uni<Set<EmailAddress>> among(
            ErasureKey key, Set<EmailAddress> addresses, String organizationUri, Instant bookedAt) {
        Map<String, EmailAddress> hashes = hashes(key, addresses);
        return rows.withHash(hashes.keySet(), organizationUri)
                .map(found ->
                        found.stream()
                                .filter(row -> !bookedAt.isAfter(row.erasedAt))
                                .map(row -> address(hashes, row))
                                .collect(Collectors.toSet()));
    }

    /// Those that these facts mention, of any tenant. Joins the transaction.
    ///
    /// @param key empty when nothing was ever erased
    Uni<Erased> of(Optional<UUID> key, Collection<News> said) {
        return key.map(id -> of(id, mentions(said)))
                .orElseGet(() -> Uni.createFrom().item(Erased.NOTHING));
    }

    /// Joins the transaction.
    Uni<Void> remember(String tenant, EmailAddress address, Instant now) {
        return keys.current()
                .chain(key -> rows.remember(tenant, key.hash(address), key.id(), now))
                .replaceWithVoid();
    }

    private Uni<Erased> of(UUID keyId, Set<EmailAddress> addresses) {
        return addresses.isEmpty()
                ? Uni.createFrom().item(Erased.NOTHING)
                : keys.of(keyId)
                        .chain(key -> {
                            Map<String, EmailAddress> hashes = hashes(key, addresses);
                            return rows.withHash(hashes.keySet())
                                    .map(found -> erased(hashes, found));
                        });
    }

    private static Set<EmailAddress> mentions(Collection<News> said) {
        Set<EmailAddress> all = new HashSet<>();
        for (News news : said) {
            all.addAll(Anonymous.mentions(news.event()));
            news.invitees().forEach(facts -> all.addAll(Anonymous.mentions(facts)));
        }
        return all;
    }

    private static Map<String, EmailAddress> hashes(ErasureKey key, Set<EmailAddress> addresses) {
        Map<String, EmailAddress> hashes = new HashMap<>();
        addresses.forEach(address -> hashes.put(key.hash(address), address));
        return hashes;
    }

    private static Erased erased(Map<String, EmailAddress> hashes, List<ErasedAddressRow> rows) {
        Map<String, Map<EmailAddress, Instant>> byTenant = new HashMap<>();
        rows.forEach(row ->
                byTenant.computeIfAbsent(row.tenantId, tenant -> new HashMap<>())
                        .put(address(hashes, row), row.erasedAt));
        return new Erased(byTenant);
    }

    private static EmailAddress address(Map<String, EmailAddress> hashes, ErasedAddressRow row) {
        return Objects.requireNonNull(hashes.get(row.addressHash));
    }
}
