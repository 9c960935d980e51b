package io.advicly.calendly.subscription.signing;

import static java.util.stream.Collectors.toMap;

import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.work.Watchdog;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Says whose key signs, once that is found, and whose deliveries are all refused, and remembers it
/// for all replicas. A few statements a turn, whatever the number of deliveries.
@ApplicationScoped
public class SigningReport {

    private static final Logger LOG = Logger.getLogger(SigningReport.class);

    /// What was refused for no longer than that may be followed by something good.
    static final Duration MOMENT = Duration.ofMinutes(2);

    private final SigningWatch watch;
    private final SigningTable table;
    private final Watchdog watchdog;
    private final Set<SigningWay> told = EnumSet.noneOf(SigningWay.class);
    private volatile Map<UUID, RefusedSignatures> refused = Map.of();

    SigningReport(SigningWatch watch, SigningTable table, Watchdog watchdog) {
        this.watch = watch;
        this.table = table;
        this.watchdog = watchdog;
    }

    @Scheduled(
            identity = "signing",
            every = "${calendly.sweep.every:15s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return watchdog.housekeeping("signing", () -> findWays().chain(this::findRefused));
    }

    private Uni<Void> findWays() {
        return Multi.createFrom()
                .items(SigningWay.values())
                .onItem()
                .transformToUniAndConcatenate(this::count)
                .onItem()
                .ignoreAsUni()
                .chain(table::ways)
                .invoke(found ->
                        found.stream().filter(way -> way.foundAt() != null).forEach(this::tell))
                .replaceWithVoid();
    }

    private Uni<Void> count(SigningWay way) {
        long counted = watch.takeCount(way);
        return counted == 0 ? Unis.nothing() : table.count(way, counted);
    }

    /// Once in each process.
    private void tell(SigningTable.Way way) {
        watch.stopCounting(way.way());
        if (told.add(way.way())) {
            LOG.infof(
                    "signing.way_found way=%s since=%s: Calendly signs with %s",
                    way.way().code(), way.foundAt(), way.way().says);
        }
    }

    private Uni<Void> findRefused() {
        Map<UUID, SigningWatch.Refusals> news = watch.takeRefused();
        Set<UUID> well = watch.takeRecovered();
        return (news.isEmpty() ? Unis.nothing() : table.refused(news, watch::ago))
                .chain(table::all)
                .chain(found -> found.isEmpty() ? Unis.item(found) : judge(well))
                .invoke(this::remember)
                .replaceWithVoid();
    }

    private void remember(List<RefusedSignatures> found) {
        refused = found.stream().collect(toMap(RefusedSignatures::subscriptionId, it -> it));
        watch.forgetAllBut(refused.keySet());
    }

    private Uni<List<RefusedSignatures>> judge(Set<UUID> well) {
        return table.well(well)
                .chain(() -> table.ask(MOMENT))
                .chain(() -> table.confirm(MOMENT))
                .invoke(these -> these.forEach(it -> LOG.error(text(it))))
                .chain(() -> table.suspect(MOMENT))
                .invoke(these -> these.forEach(it -> LOG.warn(text(it))))
                .chain(table::all);
    }

    /// Once for each, whichever replica finds it.
    private static String text(RefusedSignatures refused) {
        return "signing.all_refused subscription=%s organization=%s since=%s deliveries=%d: %s"
                .formatted(
                        refused.subscriptionId(),
                        refused.organizationUri(),
                        refused.since(),
                        refused.deliveries(),
                        refused.says());
    }

    /// As far as all replicas have written it down.
    Uni<List<SigningTable.Way>> ways() {
        return table.ways();
    }

    /// Of which an operator should know, as all replicas have found.
    Uni<List<RefusedSignatures>> allRefused() {
        return table.all().map(SigningReport::worthTelling);
    }

    /// The same, as it was some seconds ago.
    public List<RefusedSignatures> refused() {
        return worthTelling(refused.values());
    }

    private static List<RefusedSignatures> worthTelling(Collection<RefusedSignatures> found) {
        return found.stream().filter(it -> it.says() != null).toList();
    }

    /// What a user is told whose subscription's deliveries are all refused, as Calendly says too.
    public Optional<String> refusal(UUID subscription) {
        return Optional.ofNullable(refused.get(subscription))
                .filter(RefusedSignatures::confirmed)
                .map(RefusedSignatures::saysToUser);
    }
}
