package io.advicly.calendly.connection;

import io.advicly.calendly.calendly.Account;
import io.advicly.calendly.calendly.Grant;
import java.util.Optional;

/// Whose grant it is, as the token reply says: worth asking about at once, and not to be trusted
/// until `/users/me` agrees.
public record AccountHint(String accountUri, String organizationUri) {

    /// Empty when Calendly does not say.
    static Optional<AccountHint> of(Grant grant) {
        return grant.ownerUri() == null || grant.organizationUri() == null
                ? Optional.empty()
                : Optional.of(new AccountHint(grant.ownerUri(), grant.organizationUri()));
    }

    public boolean agreesWith(Account account) {
        return accountUri.equals(account.uri())
                && organizationUri.equals(account.organizationUri());
    }

    /// What can be asked about before anybody knows more.
    public LinkedAccount account() {
        return new LinkedAccount(accountUri, organizationUri, null, null, null);
    }
}
