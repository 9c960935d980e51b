package io.advicly.calendly.sandbox.state;

import io.advicly.calendly.sandbox.record.ActivityEntry;
import io.advicly.calendly.sandbox.record.Contact;
import io.advicly.calendly.sandbox.record.FormSubmission;
import io.advicly.calendly.sandbox.record.Invitation;
import io.advicly.calendly.sandbox.record.MeetingRecap;
import io.advicly.calendly.sandbox.record.RoutingForm;
import io.advicly.calendly.sandbox.state.table.Index;
import io.advicly.calendly.sandbox.state.table.Table;
import io.advicly.calendly.sandbox.state.table.Tables;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;

/** What organizations have besides calendars: forms, contacts, recaps, invitations, a log. */
public final class Office {
    private final Table<RoutingForm> forms;
    private final Table<FormSubmission> submissions;
    private final Table<Contact> contacts;
    private final Table<MeetingRecap> recaps;
    private final Table<Invitation> invitations;
    private final Table<ActivityEntry> activity;
    private final Index<RoutingForm> formsByOrganization;
    private final Index<FormSubmission> submissionsByForm;
    private final Index<Invitation> invitationsByOrganization;
    private final Index<ActivityEntry> activityByOrganization;

    Office(Tables tables) {
        forms = tables.add("routing_forms", RoutingForm.class, RoutingForm::id);
        submissions = tables.add("form_submissions", FormSubmission.class, FormSubmission::id);
        contacts = tables.add("contacts", Contact.class, Contact::id);
        recaps = tables.add("meeting_recaps", MeetingRecap.class, MeetingRecap::id);
        invitations = tables.add("invitations", Invitation.class, Invitation::id);
        activity = tables.add("activity", ActivityEntry.class, ActivityEntry::id);
        formsByOrganization =
                forms.indexBy(
                        form -> List.of(form.organizationId()),
                        Comparator.comparing(RoutingForm::createdAt));
        submissionsByForm =
                submissions.indexBy(
                        submission -> List.of(submission.formId()),
                        Comparator.comparing(FormSubmission::createdAt));
        invitationsByOrganization =
                invitations.indexBy(
                        invitation -> List.of(invitation.organizationId()),
                        Comparator.comparing(Invitation::createdAt));
        activityByOrganization =
                activity.indexBy(
                        entry -> List.of(entry.organizationId()),
                        Comparator.comparing(ActivityEntry::at));
    }

    public Table<RoutingForm> forms() {
        return forms;
    }

    public Table<FormSubmission> submissions() {
        return submissions;
    }

    public Table<Contact> contacts() {
        return contacts;
    }

    public Table<MeetingRecap> recaps() {
        return recaps;
    }

    public Table<Invitation> invitations() {
        return invitations;
    }

    public Table<ActivityEntry> activity() {
        return activity;
    }

    /** Oldest first, as every list below. */
    public NavigableSet<RoutingForm> formsOf(String organization) {
        return formsByOrganization.get(organization);
    }

    public NavigableSet<FormSubmission> submissionsOf(String form) {
        return submissionsByForm.get(form);
    }

    public NavigableSet<Invitation> invitationsOf(String organization) {
        return invitationsByOrganization.get(organization);
    }

    public NavigableSet<ActivityEntry> activityOf(String organization) {
        return activityByOrganization.get(organization);
    }
}
