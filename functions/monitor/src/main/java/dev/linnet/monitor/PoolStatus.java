package dev.linnet.monitor;

import dev.linnet.gateway.Handler;
import dev.linnet.gateway.Request;
import dev.linnet.gateway.Response;
import dev.linnet.links.Unavailable;
import dev.linnet.postgres.ConnectionUse;
import dev.linnet.postgres.PgBouncerUse;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code GET /monitoring/pool/status}: our connections, and PgBouncer's where there is one. */
final class PoolStatus implements Handler {
  private final Supplier<ConnectionUse> connections;
  private final Optional<Supplier<PgBouncerUse>> pgBouncer;

  PoolStatus(Supplier<ConnectionUse> connections, Optional<Supplier<PgBouncerUse>> pgBouncer) {
    this.connections = connections;
    this.pgBouncer = pgBouncer;
  }

  @Override
  public Response handle(Request request) {
    @Nullable PgBouncerFigures figures = pgBouncer.map(PoolStatus::figures).orElse(null);
    return Figures.reply(
        200,
        json -> {
          ConnectionFigures.of(connections.get()).write(json);
          if (figures != null) {
            json.object("pgbouncer", figures::write);
          }
        });
  }

  /** Our own figures are worth telling even where PgBouncer is silent. */
  private static PgBouncerFigures figures(Supplier<PgBouncerUse> source) {
    try {
      return PgBouncerFigures.of(source.get());
    } catch (Unavailable e) {
      return PgBouncerFigures.SILENT;
    }
  }
}
