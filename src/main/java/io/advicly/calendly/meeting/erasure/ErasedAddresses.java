package io.advicly.calendly.meeting.erasure;

import io.advicly.calendly.meeting.fact.NormalizedReport;
import io.advicly.calendly.meeting.redaction.Anonymizer;
import io.advicly.calendly.meeting.redaction.ErasedName;
import io.advicly.calendly.meeting.redaction.ErasureRules;
import io.advicly.calendly.meeting.redaction.Names;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.security.identity.EmailAddress;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
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
                        key.map(it -> ever(it, addresses)).orElseGet(() -> Unis.item(Set.of())));
    }

    /// Those of these addresses that were erased after `bookedAt` by a tenant that is connected to
    /// this organization; by any where nobody is any more.
    @WithTransaction
    public Uni<Set<EmailAddress>> among(
            Set<EmailAddress> addresses, String organizationUri, Instant bookedAt) {
        return keys.any()
                .chain(key ->
                        key.map(it -> among(it, addresses, organizationUri, bookedAt))
                                .orElseGet(() -> Unis.item(Set.of())));
    }

    private Uni<Set<EmailAddress>> ever(ErasureKey key, Set<EmailAddress> addresses) {
        Map<String, EmailAddress> hashes = hashes(key, addresses);
        return hashes.isEmpty()
                ? Unis.item(Set.of())
                : rows.withHash(hashes.keySet())
                        .map(found ->
                                found.stream()
                                        .map(row -> address(hashes, row))
                                        .collect(Collectors.toSet()));
    }

    private Uni<Set<EmailAddress>> among(
            ErasureKey key, Set<EmailAddress> addresses, String organizationUri, Instant bookedAt) {
        Map<String, EmailAddress> hashes = hashes(key, addresses);
        return rows.withHash(hashes.keySet(), organizationUri)
                .map(found -> erasedBefore(found, bookedAt, hashes));
    }

    private static Set<EmailAddress> erasedBefore(
            List<ErasedAddressRow> found, Instant bookedAt, Map<String, EmailAddress> hashes) {
        return found.stream()
                .filter(row -> !bookedAt.isAfter(row.erasedAt))
                .map(row -> address(hashes, row))
                .collect(Collectors.toSet());
    }

    /// Those that these facts mention, of any tenant. Joins the transaction.
    ///
    /// @param key empty when nothing was ever erased
    public Uni<ErasureRules> rules(Optional<UUID> key, Collection<NormalizedReport> said) {
        return key.map(id -> rules(id, said)).orElseGet(() -> Unis.item(ErasureRules.NOTHING));
    }

    /// Joins the transaction.
    Uni<Void> remember(String tenant, EmailAddress address, Instant now) {
        return keys.current()
                .chain(key -> rows.remember(tenant, key.hash(address), key.id(), now))
                .replaceWithVoid();
    }

    /// Names that were erased from events' names, for whatever says these names again. Joins the
    /// transaction.
    public Uni<Void> rememberNames(Collection<ErasedName> names, Instant now) {
        return names.isEmpty()
                ? Unis.nothing()
                : keys.current()
                        .chain(key -> rows.remember(hashes(key, names), key.id(), now))
                        .replaceWithVoid();
    }

    /// By tenant and hash, so that two who store the same wait for each other in no circle.
    private static List<ErasureRepository.Hash> hashes(
            ErasureKey key, Collection<ErasedName> names) {
        return names.stream()
                .map(name ->
                        new ErasureRepository.Hash(
                                name.tenant(), key.hash(name.eventUri(), name.words())))
                .sorted(
                        Comparator.comparing(ErasureRepository.Hash::tenant)
                                .thenComparing(ErasureRepository.Hash::hash))
                .toList();
    }

    private Uni<ErasureRules> rules(UUID keyId, Collection<NormalizedReport> said) {
        return keys.open(keyId).chain(key -> rulesWith(key, said));
    }

    private Uni<ErasureRules> rulesWith(ErasureKey key, Collection<NormalizedReport> said) {
        Map<String, EmailAddress> addresses = hashes(key, mentions(said));
        Map<String, ErasedName> names = names(key, said);
        return withHash(addresses.keySet(), names.keySet())
                .map(found -> erased(addresses, names, found));
    }

    /// Both are found by one look into one index.
    private Uni<List<ErasedAddressRow>> withHash(Set<String> addresses, Set<String> names) {
        Set<String> all = new HashSet<>(addresses);
        all.addAll(names);
        return all.isEmpty() ? Unis.item(List.of()) : rows.withHash(all);
    }

    /// Whatever may be a name in an event's name; whose tenant it is is found out.
    private static Map<String, ErasedName> names(
            ErasureKey key, Collection<NormalizedReport> said) {
        Map<String, ErasedName> hashes = new HashMap<>();
        for (NormalizedReport normalizedReport : said) {
            Names.in(normalizedReport.event().name())
                    .forEach(words ->
                            hashes.put(
                                    key.hash(normalizedReport.eventUri(), words),
                                    new ErasedName("", normalizedReport.eventUri(), words)));
        }
        return hashes;
    }

    private static Set<EmailAddress> mentions(Collection<NormalizedReport> said) {
        Set<EmailAddress> all = new HashSet<>();
        for (NormalizedReport normalizedReport : said) {
            all.addAll(Anonymizer.mentions(normalizedReport.event()));
            normalizedReport.invitees().forEach(facts -> all.addAll(Anonymizer.mentions(facts)));
        }
        return all;
    }

    private static Map<String, EmailAddress> hashes(ErasureKey key, Set<EmailAddress> addresses) {
        Map<String, EmailAddress> hashes = new HashMap<>();
        addresses.forEach(address -> hashes.put(key.hash(address), address));
        return hashes;
    }

    private static ErasureRules erased(
            Map<String, EmailAddress> addresses,
            Map<String, ErasedName> names,
            List<ErasedAddressRow> rows) {
        Map<String, Map<EmailAddress, Instant>> byTenant = new HashMap<>();
        Set<ErasedName> gone = new HashSet<>();
        for (ErasedAddressRow row : rows) {
            EmailAddress address = addresses.get(row.addressHash);
            if (address != null) {
                byTenant.computeIfAbsent(row.tenantId, tenant -> new HashMap<>())
                        .put(address, row.erasedAt);
            }
            ErasedName name = names.get(row.addressHash);
            if (name != null) {
                gone.add(new ErasedName(row.tenantId, name.eventUri(), name.words()));
            }
        }
        return new ErasureRules(byTenant, gone);
    }

    private static EmailAddress address(Map<String, EmailAddress> hashes, ErasedAddressRow row) {
        return Objects.requireNonNull(hashes.get(row.addressHash));
    }
}
