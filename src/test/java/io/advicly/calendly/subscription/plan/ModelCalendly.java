package io.advicly.calendly.subscription.plan;

import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.calendly.hook.WebhookSubscription;
import io.advicly.calendly.subscription.act.SubscriptionDeletion;
import io.advicly.calendly.subscription.knowledge.Member;
import io.advicly.calendly.subscription.knowledge.Role;
import io.advicly.calendly.subscription.knowledge.Situations;
import io.advicly.calendly.subscription.record.Subscription;
import io.advicly.calendly.subscription.record.SubscriptionState;
import io.advicly.calendly.testing.Gen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A Calendly and our tables in memory, in which plans are carried out as `PlanRunner` does.
final class ModelCalendly {

    private static final List<String> NAMES = List.of("ada", "alan", "mia", "max");

    private final List<Member> members = new ArrayList<>();
    private final Map<UUID, Subscription> rows = new LinkedHashMap<>();
    private final Map<String, WebhookSubscription> hooks = new LinkedHashMap<>();
    private int created;
    private int refusals;
    private final List<String> leftBehind = new ArrayList<>();

    static ModelCalendly random(Gen gen) {
        ModelCalendly world = new ModelCalendly();
        for (String name : NAMES) {
            if (gen.upTo(4) > 0) {
                Member first = gen.chance() ? Situations.admin(name) : Situations.plain(name);
                world.members.add(member(gen, first));
                if (gen.upTo(3) == 0) {
                    world.members.add(member(gen, Situations.again(first)));
                }
            }
        }
        for (int i = gen.upTo(5); i > 0; i--) {
            world.plant(gen);
        }
        return world;
    }

    /// Some are refused, some are let go, and some were moved to another organization.
    private static Member member(Gen gen, Member plain) {
        Member living = gen.upTo(4) == 0 ? Situations.dead(plain) : plain;
        Member asked = gen.upTo(4) == 0 ? living.notAsked() : living;
        if (gen.upTo(6) == 0) {
            return Situations.elsewhere(asked);
        }
        if (gen.upTo(3) > 0) {
            return asked;
        }
        Member closing = Situations.closing(asked);
        return gen.upTo(4) == 0 ? Situations.neededElsewhere(closing) : closing;
    }

    /// What is left open in a world where nothing was refused is left open by mistake.
    boolean isWithoutRefusals() {
        return members.stream().noneMatch(it -> it.refused() || it.neededElsewhere())
                && rows.values().stream().noneMatch(Subscription::waits);
    }

    /// Whether what the owner should have is not asked for at the moment.
    boolean isAwaited(SubscriptionOwner owner) {
        return rows.values().stream()
                .anyMatch(row -> row.owner().equals(owner) && row.isIntent() && row.waits());
    }

    /// Nobody may delete it who is asked: tried again with every look, as nobody knows of it.
    boolean isRefused(Step.Delete delete) {
        return delete.row() == null && !mayDelete(delete);
    }

    /// As [SubscriptionDeletion] does: no more than three are asked.
    private boolean mayDelete(Step.Delete delete) {
        return asked(delete).anyMatch(it -> mayDelete(it, delete));
    }

    private static boolean mayDelete(Member it, Step.Delete delete) {
        return it.alive()
                && !it.refused()
                && it.stay() != Member.Stay.ELSEWHERE
                && (it.role() == Role.ADMIN || delete.owner().equals(Situations.ownOf(it)));
    }

    private Stream<Member> asked(Step.Delete delete) {
        return delete.grants().stream().limit(SubscriptionDeletion.MOST_GRANTS).map(this::memberOf);
    }

    /// A subscription in some state: at Calendly and here, or only one of them.
    private void plant(Gen gen) {
        String name = gen.oneOf(NAMES);
        SubscriptionOwner owner = gen.chance() ? Situations.ACME : Situations.own(name);
        Member carrier =
                members.isEmpty() || gen.upTo(5) == 0
                        ? Situations.admin("gone")
                        : gen.oneOf(members);
        String uri = "hook" + created++;
        Subscription row =
                gen.upTo(4) == 0
                        ? Situations.subscription(
                                null,
                                uri,
                                owner,
                                SubscriptionState.PENDING,
                                carrier,
                                Subscription.Creation.LOST)
                        : Situations.row(uri, owner, carrier);
        if (gen.upTo(5) > 0) {
            rows.put(row.id(), refusedSometimes(gen, row));
        }
        if (gen.upTo(4) > 0) {
            WebhookSubscription hook =
                    new WebhookSubscription(
                            uri,
                            row.callbackUrl(),
                            owner,
                            gen.upTo(5) == 0 ? List.of("invitee.created") : Situations.EVENTS,
                            gen.upTo(5) > 0,
                            null,
                            Instant.EPOCH.plusSeconds(created));
            hooks.put(uri, hook);
        }
    }

    private static Subscription refusedSometimes(Gen gen, Subscription row) {
        if (gen.upTo(4) > 0) {
            return row;
        }
        return row.webhookUri() == null
                ? Situations.turned(row, SubscriptionState.PLAN_NOT_ALLOWED, gen.chance())
                : Situations.turned(row, SubscriptionState.ORPHANED, gen.chance());
    }

    /// What can be seen: an admin sees the organization's, and each its own.
    Observation observe() {
        Map<SubscriptionOwner, List<WebhookSubscription>> listed = new HashMap<>();
        if (members.stream().anyMatch(Member::isAdmin)) {
            listed.put(Situations.ACME, hooksOf(Situations.ACME));
            NAMES.forEach(name -> listed.put(Situations.own(name), hooksOf(Situations.own(name))));
        }
        members.stream()
                .filter(it -> it.alive() && it.stay() != Member.Stay.ELSEWHERE)
                .map(Situations::ownOf)
                .forEach(own -> listed.put(own, hooksOf(own)));
        return Situations.of(List.copyOf(members), List.copyOf(rows.values()), listed);
    }

    /// The same where some of the lists could not be read.
    Observation observeInPart(Gen gen) {
        Observation all = observe();
        Map<SubscriptionOwner, List<WebhookSubscription>> read = new HashMap<>(all.listed());
        read.keySet().removeIf(owner -> gen.chance());
        return Situations.of(all.members(), all.held(), read);
    }

    private List<WebhookSubscription> hooksOf(SubscriptionOwner owner) {
        return hooks.values().stream().filter(it -> it.owner().equals(owner)).toList();
    }

    /// Looks and decides again where an answer has taught something, as the controller does.
    void settle() {
        int refused = -1;
        while (refused < refusals) {
            refused = refusals;
            carryOut(SubscriptionPlanner.plan(observe()));
        }
    }

    void carryOut(Plan plan) {
        carryOut(plan, () -> false);
    }

    void carryOutFailing(Plan plan, Gen gen) {
        carryOut(plan, () -> gen.upTo(3) == 0);
    }

    private void carryOut(Plan plan, BooleanSupplier fails) {
        Set<SubscriptionOwner> served = new HashSet<>();
        Map<String, Step.Delete> deleted = new HashMap<>();
        for (Step step : plan.steps()) {
            if (!fails.getAsBoolean()) {
                carryOut(step, served, deleted);
            }
        }
    }

    private void carryOut(
            Step step, Set<SubscriptionOwner> served, Map<String, Step.Delete> deleted) {
        switch (step) {
            case Step.Keep keep -> {
                activate(keep.row(), keep.webhookUri(), keep.carrier());
                served.add(keep.owner());
            }
            case Step.Create create -> {
                create(create);
                served.add(create.owner());
            }
            case Step.Lose lose -> turn(lose.row(), SubscriptionState.DISABLED);
            case Step.Recognise recognise -> recognise(recognise);
            case Step.Delete delete -> {
                if (served.containsAll(delete.after())) {
                    delete(delete);
                    deleted.put(delete.webhookUri(), delete);
                }
            }
            case Step.Forget forget -> rows.remove(forget.row());
            case Step.Orphan orphan -> {
                if (served.containsAll(orphan.after())) {
                    turn(orphan.row(), SubscriptionState.ORPHANED);
                }
            }
            case Step.LetGo letGo -> {
                if (letGo.after().stream()
                        .allMatch(it -> isOver(deleted.get(it), letGo.connection()))) {
                    leftBehind.addAll(stillThere(memberOf(letGo.connection())));
                    members.removeIf(it -> it.connection().equals(letGo.connection()));
                }
            }
        }
    }

    private boolean isOver(Step.@Nullable Delete delete, UUID connection) {
        return delete != null
                && (!hooks.containsKey(delete.webhookUri())
                        || delete.row() == null
                        || memberOf(connection).mayNotDelete().contains(delete.row()));
    }

    /// What somebody could have deleted, and nobody needs.
    private List<String> stillThere(Member leaving) {
        return rows.values().stream()
                .filter(row -> row.state() == SubscriptionState.ORPHANED)
                .filter(row -> row.webhookUri() != null && hooks.containsKey(row.webhookUri()))
                .map(row ->
                        new Step.Delete(
                                row.owner(),
                                Objects.requireNonNull(row.webhookUri()),
                                row.id(),
                                List.of(),
                                Set.of()))
                .filter(delete -> mayDelete(leaving, delete))
                .map(Step.Delete::webhookUri)
                .toList();
    }

    /// What was there, although somebody could have deleted it, when they were let go.
    List<String> leftBehind() {
        return leftBehind;
    }

    /// A hook that is not there any more is deleted by whoever asks.
    private void delete(Step.Delete delete) {
        if (!hooks.containsKey(delete.webhookUri()) || mayDelete(delete)) {
            hooks.remove(delete.webhookUri());
            rows.remove(delete.row());
        } else if (delete.row() != null) {
            Subscription row = Objects.requireNonNull(rows.get(delete.row()));
            asked(delete).toList().forEach(it -> refuse(it, row));
            if (delete.grants().size() <= SubscriptionDeletion.MOST_GRANTS) {
                rows.put(row.id(), Situations.turned(row, SubscriptionState.ORPHANED, true));
            }
        }
    }

    private void refuse(Member asked, Subscription row) {
        refusals++;
        Set<UUID> all = new HashSet<>(asked.mayNotDelete());
        all.add(row.id());
        members.replaceAll(it -> it.equals(asked) ? Situations.mayNotDelete(it, all) : it);
    }

    private void create(Step.Create create) {
        String uri = "new" + created++;
        Subscription intent =
                create.intent() == null
                        ? Situations.row(uri, create.owner(), memberOf(create.carrier()))
                        : Objects.requireNonNull(rows.get(create.intent()));
        hooks.put(
                uri,
                new WebhookSubscription(
                        uri,
                        intent.callbackUrl(),
                        create.owner(),
                        Situations.EVENTS,
                        true,
                        null,
                        Instant.EPOCH.plusSeconds(created)));
        rows.put(intent.id(), intent);
        activate(intent.id(), uri, create.carrier());
    }

    private Member memberOf(UUID connection) {
        return members.stream()
                .filter(it -> it.connection().equals(connection))
                .findFirst()
                .orElseThrow();
    }

    private void activate(UUID id, String uri, UUID carrier) {
        Subscription it = Objects.requireNonNull(rows.get(id));
        rows.values().stream()
                .filter(other -> other.owner().equals(it.owner()))
                .toList()
                .forEach(other -> rows.put(other.id(), Situations.inactive(other)));
        rows.put(
                id,
                row(
                        it,
                        uri,
                        SubscriptionState.ACTIVE,
                        true,
                        carrier,
                        Subscription.Creation.ANSWERED));
    }

    private void turn(UUID id, SubscriptionState state) {
        rows.compute(
                id, (key, it) -> row(it, it.webhookUri(), state, false, it.carrier(), it.create()));
    }

    private void recognise(Step.Recognise step) {
        Subscription it = Objects.requireNonNull(rows.get(step.row()));
        rows.put(
                it.id(),
                row(
                        it,
                        step.webhookUri(),
                        SubscriptionState.ACTIVE,
                        false,
                        it.carrier(),
                        Subscription.Creation.ANSWERED));
    }

    private static Subscription row(
            Subscription it,
            @Nullable String uri,
            SubscriptionState state,
            boolean active,
            @Nullable UUID carrier,
            Subscription.Creation create) {
        return new Subscription(
                it.id(),
                it.owner(),
                uri,
                it.callbackUrl(),
                state,
                it.keyHeld(),
                active,
                carrier,
                create,
                false,
                null,
                null,
                it.createdAt(),
                it.checkedAt(),
                it.asTold());
    }

    /// Accounts that stay and whose deliveries are accepted.
    Set<String> served() {
        return members.stream()
                .filter(Member::stays)
                .filter(it ->
                        hooks.values().stream()
                                .filter(WebhookSubscription::active)
                                .filter(hook ->
                                        hook.owner().equals(Situations.ACME)
                                                || hook.owner()
                                                        .equals(
                                                                new SubscriptionOwner.Member(
                                                                        Situations.ORGANIZATION,
                                                                        it.account())))
                                .anyMatch(this::isAccepted))
                .map(Member::account)
                .collect(Collectors.toSet());
    }

    private boolean isAccepted(WebhookSubscription hook) {
        return rows.values().stream()
                .filter(row -> row.isBelievedIn() || row.state() == SubscriptionState.DISABLED)
                .anyMatch(row -> hook.callbackUrl().equals(row.callbackUrl()));
    }
}
