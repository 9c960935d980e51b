package io.advicly.calendly.sandbox.oauth;

import io.advicly.calendly.sandbox.page.Html;
import io.advicly.calendly.sandbox.page.Template;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.people.User;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** The consent page. */
final class AuthorizePage {
    /** More accounts than this come from a bulk seed, whose ids are known to whoever made it. */
    private static final int SHOWN = 40;

    private final World world;

    AuthorizePage(World world) {
        this.world = world;
    }

    String choice(Map<String, String> parameters, AuthorizeRequest request, boolean undecided) {
        Collection<User> users = world.directory().users().all();
        String scope =
                request.scope().isEmpty() ? "nothing (no scope was requested)" : request.scope();
        return Template.page(
                "authorize",
                "Connect Calendly",
                Map.of(
                        "app",
                        request.app().clientId(),
                        "scope",
                        scope,
                        "problem",
                        undecided ? Template.named("authorize-problem").fill(Map.of()) : "",
                        "hidden",
                        hidden(parameters),
                        "accounts",
                        accounts(users, parameters.getOrDefault("_account", "")),
                        "more",
                        users.size() > SHOWN
                                ? Template.named("authorize-more").fill(Map.of())
                                : ""));
    }

    static String refusal(String description) {
        return Template.page(
                "authorize-error", "An error has occurred", Map.of("description", description));
    }

    private static String hidden(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .filter(entry -> !entry.getKey().startsWith("_"))
                .map(entry -> hidden(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static String hidden(String name, String value) {
        return "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                .formatted(Html.escape(name), Html.escape(value));
    }

    private String accounts(Collection<User> users, String chosen) {
        String preset =
                chosen.isEmpty() ? users.stream().findFirst().map(User::id).orElse("") : chosen;
        return users.stream()
                .limit(SHOWN)
                .map(user -> account(user, user.id().equals(preset)))
                .collect(Collectors.joining("\n"));
    }

    private String account(User user, boolean chosen) {
        return Template.named("authorize-account")
                .fill(
                        Map.of(
                                "id", user.id(),
                                "name", user.name(),
                                "email", user.email(),
                                "role", user.role().wire(),
                                "organization", world.directory().organizationOf(user).name(),
                                "checked", chosen ? "checked" : ""));
    }
}
