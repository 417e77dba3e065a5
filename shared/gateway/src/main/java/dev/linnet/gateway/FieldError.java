package dev.linnet.gateway;

/**
 * What is wrong with one field of a body.
 *
 * @param code stable, snake_case
 * @param message what is allowed, for people
 */
public record FieldError(String field, String code, String message) {}
