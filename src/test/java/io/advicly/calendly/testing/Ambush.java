package io.advicly.calendly.testing;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// Something that is done the moment a conversation has come to a certain point, which never gets
/// further then: whoever is killed there has had something done, and has not heard of it.
public final class Ambush {

    private final List<Pattern> way;
    private final boolean atTheAnswer;
    private final Runnable deed;
    private final AtomicBoolean done = new AtomicBoolean();

    private Ambush(List<Pattern> way, boolean atTheAnswer, Runnable deed) {
        this.way = way;
        this.atTheAnswer = atTheAnswer;
        this.deed = deed;
    }

    /// When what is sent like this has been carried out: its answer is not passed on.
    public static Ambush atTheAnswerTo(String sent, Runnable deed) {
        return new Ambush(patterns(sent), true, deed);
    }

    /// When the transaction that a statement like this belongs to is committed.
    public static Ambush atTheCommitOf(String statement, Runnable deed) {
        return new Ambush(patterns(statement, "COMMIT"), true, deed);
    }

    /// Before what is sent like this gets where it should.
    public static Ambush before(String sent, Runnable deed) {
        return new Ambush(patterns(sent), false, deed);
    }

    private static List<Pattern> patterns(String... expressions) {
        return List.of(expressions).stream()
                .map(it -> Pattern.compile(it, Pattern.CASE_INSENSITIVE | Pattern.DOTALL))
                .toList();
    }

    /// How far one connection has come.
    static final class Way {

        private final AtomicInteger passed = new AtomicInteger();
    }

    /// @return whether that was it
    boolean sent(Way on, String text) {
        if (text.contains("ROLLBACK")) {
            on.passed.set(0);
        }
        int passed = on.passed.get();
        if (passed == way.size() || !way.get(passed).matcher(text).find()) {
            return false;
        }
        return on.passed.incrementAndGet() == way.size() && !atTheAnswer && strike();
    }

    /// @return whether that was the answer
    boolean answered(Way on) {
        return on.passed.get() == way.size() && atTheAnswer && strike();
    }

    private boolean strike() {
        if (done.compareAndSet(false, true)) {
            deed.run();
        }
        return true;
    }
}
