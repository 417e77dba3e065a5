package dev.linnet.monitor;

import dev.linnet.gateway.Handler;
import dev.linnet.gateway.Request;
import dev.linnet.gateway.Response;

/** {@code GET /openapi.json}: the contract, with this deployment's own address in it. */
final class OpenApiDocument implements Handler {
  static final String RESOURCE = "openapi.json";

  private static final String WRITTEN_BASE = "http://localhost:8080";

  private final String document;

  /**
   * @param base what stands before {@code /api}, without a slash at its end
   */
  OpenApiDocument(String base) {
    this.document = Resource.text(RESOURCE).replace(WRITTEN_BASE, base);
  }

  @Override
  public Response handle(Request request) {
    return Response.text(200, Response.JSON, document).with("Cache-Control", "no-cache");
  }
}
