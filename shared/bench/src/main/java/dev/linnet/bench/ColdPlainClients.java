package dev.linnet.bench;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.Map;
import org.bson.Document;

/** The same with the clients that following a link needs, as their documentation uses them. */
public final class ColdPlainClients
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private final StatefulRedisConnection<String, String> redis;
  private final MongoCollection<Document> links;

  public ColdPlainClients() {
    RedisURI uri =
        RedisURI.builder()
            .withHost(System.getenv("REDIS_HOST"))
            .withPort(Integer.parseInt(System.getenv("REDIS_PORT")))
            .withPassword(System.getenv("REDIS_PASSWORD").toCharArray())
            .build();
    this.redis = RedisClient.create(uri).connect();
    MongoClient mongo = MongoClients.create(System.getenv("MONGO_URI"));
    this.links = mongo.getDatabase("linnet").getCollection("links");
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    String key = event.getRawPath().substring(1);
    String target = redis.sync().get("plain:" + key);
    if (target == null) {
      Document link = links.find(new Document("_id", key)).first();
      target = link == null ? "" : link.getString("target");
      redis.sync().set("plain:" + key, target, SetArgs.Builder.ex(60));
    }
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(302)
        .withHeaders(Map.of("Location", target))
        .build();
  }
}
