package dev.linnet.links;

/**
 * What is wrong with one field of a request.
 *
 * @param code stable, snake_case
 * @param message what is allowed, for people
 */
public record FieldFault(String field, String code, String message) {}
