package io.advicly.calendly.sandbox.state.people;

import io.advicly.calendly.sandbox.state.table.Index;
import io.advicly.calendly.sandbox.state.table.Table;
import io.advicly.calendly.sandbox.state.table.Tables;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/** Organizations and the people in them. */
public final class Directory {
    private final Table<Organization> organizations;
    private final Table<User> users;
    private final Table<Group> groups;
    private final Index<User> byOrganization;
    private final Index<User> byMembership;
    private final Index<User> byEmail;

    public Directory(Tables tables) {
        organizations = tables.add("organizations", Organization.class, Organization::id);
        users = tables.add("users", User.class, User::id);
        groups = tables.add("groups", Group.class, Group::id);
        Comparator<User> oldestFirst = Comparator.comparing(User::createdAt);
        byOrganization = users.indexBy(user -> List.of(user.organizationId()), oldestFirst);
        byMembership = users.indexBy(user -> List.of(user.membershipId()), oldestFirst);
        byEmail = users.indexBy(user -> List.of(user.email()), oldestFirst);
    }

    public Table<Organization> organizations() {
        return organizations;
    }

    public Table<User> users() {
        return users;
    }

    public Table<Group> groups() {
        return groups;
    }

    public NavigableSet<User> members(String organization) {
        return byOrganization.get(organization);
    }

    public NavigableSet<User> withEmail(String email) {
        return byEmail.get(email);
    }

    public @Nullable User member(String membership) {
        NavigableSet<User> found = byMembership.get(membership);
        return found.isEmpty() ? null : found.first();
    }

    public Organization organizationOf(User user) {
        return organizations.get(user.organizationId());
    }
}
