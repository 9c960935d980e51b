package io.advicly.calendly.connection;

/// Where a connection stands.
public enum ConnectionStatus {
    /// The grant is stored; account, subscription or activation are still to come.
    CONNECTING,
    /// The user is connected.
    ACTIVE,
    /// Calendly refused the grant: only a new consent helps.
    NEEDS_RECONNECT,
    /// Left for another account; keeps its grant until its clean-up is done.
    CLOSING,
    /// Left for good; tokens are erased.
    DISCONNECTED
}
