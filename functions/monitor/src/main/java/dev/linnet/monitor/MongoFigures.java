package dev.linnet.monitor;

import dev.linnet.gateway.Handler;
import dev.linnet.gateway.JsonWriter;
import dev.linnet.gateway.Request;
import dev.linnet.gateway.Response;
import dev.linnet.mongo.MongoStatistics;
import dev.linnet.mongo.MongoStatistics.CollectionSize;
import dev.linnet.mongo.MongoStatistics.Storage;
import java.util.function.Supplier;

/** {@code GET /monitoring/mongodb/stats}. */
final class MongoFigures implements Handler {
  private final Supplier<MongoStatistics> statistics;

  MongoFigures(Supplier<MongoStatistics> statistics) {
    this.statistics = statistics;
  }

  @Override
  public Response handle(Request request) {
    MongoStatistics now = statistics.get();
    return Figures.reply(
        200,
        json -> {
          json.object("connection_pool", ConnectionFigures.of(now.connections())::write)
              .objects("collections", now.collections(), MongoFigures::write);
          Storage storage = now.storage();
          if (storage == null) {
            json.none("storage");
          } else {
            json.object("storage", sizes -> write(sizes, storage));
          }
        });
  }

  private static void write(JsonWriter json, CollectionSize collection) {
    json.text("name", collection.name()).number("documents", collection.documents());
  }

  private static void write(JsonWriter json, Storage storage) {
    json.number("data_bytes", storage.data())
        .number("collection_bytes", storage.collections())
        .number("index_bytes", storage.indexes());
  }
}
