package io.advicly.calendly.sandbox.state.setting;

/** A switch that is not at its default, or another single value worth keeping over a restart. */
public record Setting(String name, Object value) {}
