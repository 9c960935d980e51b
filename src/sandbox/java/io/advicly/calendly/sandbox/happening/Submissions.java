package io.advicly.calendly.sandbox.happening;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.delivery.News;
import io.advicly.calendly.sandbox.record.FormQuestion;
import io.advicly.calendly.sandbox.record.FormSubmission;
import io.advicly.calendly.sandbox.record.RoutingForm;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.offer.SandboxEventType;
import io.advicly.calendly.sandbox.wire.RoutingJson;
import io.advicly.calendly.sandbox.wire.Uris;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/** {@code routing_form_submission.created}: the organization's first form, filled in. */
final class Submissions {
    private final World world;
    private final RoutingJson json;

    Submissions(World world, Uris uris) {
        this.world = world;
        this.json = new RoutingJson(world, uris);
    }

    /** Null where there is no form, or nothing that it could lead to. */
    @Nullable News created(Wish wish) {
        FormSubmission submission = submission(wish.account().organizationId(), wish);
        if (submission == null) {
            return null;
        }
        world.office().submissions().put(submission);
        return new News(
                "routing_form_submission.created",
                submission.id(),
                wish.account().organizationId(),
                List.of(),
                json.render(submission));
    }

    /** As a delivery would show it, without its having happened. */
    @Nullable ObjectNode sample(Wish wish) {
        FormSubmission submission = submission(wish.account().organizationId(), wish);
        return submission == null ? null : json.render(submission);
    }

    private @Nullable FormSubmission submission(String organization, Wish wish) {
        NavigableSet<RoutingForm> forms = world.office().formsOf(organization);
        SandboxEventType target =
                world.calendar().typesOf(organization).stream()
                        .filter(SandboxEventType::bookable)
                        .findFirst()
                        .orElse(null);
        if (forms.isEmpty() || target == null) {
            return null;
        }
        return new FormSubmission(
                world.newId(),
                forms.first().id(),
                answers(forms.first(), wish),
                target.id(),
                null,
                world.now());
    }

    private static Map<String, String> answers(RoutingForm form, Wish wish) {
        Map<String, String> answers = new LinkedHashMap<>();
        for (FormQuestion question : form.questions()) {
            List<String> choices = question.choices();
            answers.put(
                    question.uuid(),
                    choices == null ? wish.email("grace.guest@example.test") : choices.getFirst());
        }
        return answers;
    }
}
