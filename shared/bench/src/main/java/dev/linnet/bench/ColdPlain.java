package dev.linnet.bench;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Map;

/** The smallest handler that follows a link, as AWS's documentation writes handlers. */
public final class ColdPlain
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    String key = event.getRawPath().substring(1);
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(302)
        .withHeaders(Map.of("Location", "https://www.example.com/" + key))
        .build();
  }
}
