package dev.linnet.create;

import dev.linnet.gateway.FieldError;
import dev.linnet.gateway.Handler;
import dev.linnet.gateway.JsonBody;
import dev.linnet.gateway.Problem;
import dev.linnet.gateway.Request;
import dev.linnet.gateway.Response;
import dev.linnet.links.CreateLink;
import dev.linnet.links.CreateOutcome;
import dev.linnet.links.CreateRequest;
import dev.linnet.links.Destination;
import dev.linnet.links.FieldFault;
import dev.linnet.links.ShortKey;
import dev.linnet.links.ShortUrls;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/v1/create}. */
final class CreateHandler implements Handler {
  private static final Set<String> FIELDS = Set.of("long_url", "expires_at", "alias");

  private final CreateLink links;
  private final ShortUrls shortUrls;

  CreateHandler(CreateLink links, ShortUrls shortUrls) {
    this.links = links;
    this.shortUrls = shortUrls;
  }

  @Override
  public Response handle(Request request) {
    String idempotencyKey = request.header(IdempotencyKey.HEADER).orElse(null);
    if (idempotencyKey != null && !IdempotencyKey.isValid(idempotencyKey)) {
      return Problem.of(
              400,
              "idempotency_key_malformed",
              "Idempotency-Key has 1 to 255 printable ASCII characters.")
          .answer(request);
    }
    return switch (JsonBody.read(request, FIELDS)) {
      case JsonBody.Refused(Problem problem) -> problem.answer(request);
      case JsonBody.Fields fields -> create(request, fields, idempotencyKey);
    };
  }

  private Response create(
      Request request, JsonBody.Fields fields, @Nullable String idempotencyKey) {
    var texts = fields.texts();
    CreateOutcome outcome =
        links.create(
            new CreateRequest(
                texts.get("long_url"),
                texts.get("expires_at"),
                texts.get("alias"),
                fields.errors().stream().map(CreateHandler::fault).toList(),
                idempotencyKey == null
                    ? null
                    : IdempotencyKey.of(idempotencyKey, request.body().bytes())));
    return switch (outcome) {
      case CreateOutcome.Created(ShortKey key, Destination destination) ->
          created(key, destination);
      case CreateOutcome.Invalid(List<FieldFault> faults) ->
          Problem.invalid(faults.stream().map(CreateHandler::error).toList()).answer(request);
      case CreateOutcome.AliasTaken(ShortKey alias) ->
          Problem.of(409, "alias_taken", "This alias belongs to another link.")
              .withMember("short_url", shortUrls.of(alias))
              .answer(request);
      case CreateOutcome.AliasReserved _ ->
          Problem.of(409, "alias_reserved", "This alias is a path of the service itself.")
              .answer(request);
      case CreateOutcome.IdempotencyKeyReused() ->
          Problem.of(
                  422,
                  "idempotency_key_reused",
                  "This Idempotency-Key was used with another body in the last 24 hours.")
              .answer(request);
    };
  }

  private Response created(ShortKey key, Destination destination) {
    String shortUrl = shortUrls.of(key);
    return Response.json(
            201,
            json -> {
              json.text("message", "URL created successfully")
                  .text("short_url", shortUrl)
                  .text("long_url", destination.target().value());
              Instant expiresAt = destination.expiresAt();
              if (expiresAt == null) {
                json.none("expires_at");
              } else {
                json.text("expires_at", expiresAt.toString());
              }
              json.text("key", key.value());
            })
        .with("Location", shortUrl)
        .with("Cache-Control", "no-store");
  }

  private static FieldFault fault(FieldError error) {
    return new FieldFault(error.field(), error.code(), error.message());
  }

  private static FieldError error(FieldFault fault) {
    return new FieldError(fault.field(), fault.code(), fault.message());
  }
}
