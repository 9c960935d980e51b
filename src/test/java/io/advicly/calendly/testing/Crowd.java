package io.advicly.calendly.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Many accounts, and many things done at once.
public final class Crowd {

    private Crowd() {}

    /// Plants accounts at the sandbox: organization `<prefix>-<i>`, account `<prefix>-<i>-<j>`, the
    /// first of each its owner.
    ///
    /// @return the ids of all accounts
    public static List<String> plant(String prefix, int organizations, int usersEach, int admins) {
        Calendar.control(
                "POST",
                "/_control/seed",
                Map.of(
                        "prefix",
                        prefix,
                        "organizations",
                        organizations,
                        "users_per_organization",
                        usersEach,
                        "admins_per_organization",
                        admins,
                        "events_per_user",
                        0),
                200,
                201);
        List<String> accounts = new ArrayList<>();
        for (int organization = 1; organization <= organizations; organization++) {
            for (int user = 1; user <= usersEach; user++) {
                accounts.add(prefix + "-" + organization + "-" + user);
            }
        }
        return accounts;
    }

    /// Runs all of these, `threads` at the same time; their results in order.
    public static <T> List<T> all(int threads, List<Callable<T>> work) {
        List<T> results = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (Future<T> each : pool.invokeAll(work)) {
                results.add(each.get());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        }
        return results;
    }
}
