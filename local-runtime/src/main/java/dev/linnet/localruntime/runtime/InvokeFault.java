package dev.linnet.localruntime.runtime;

import dev.linnet.localruntime.operator.HttpAnswer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Why Lambda's Invoke refuses a call, in the words from which an AWS SDK makes its exceptions. */
final class InvokeFault {
  private InvokeFault() {}

  static HttpAnswer noFunction(String arn) {
    return of(404, "ResourceNotFoundException", "Function not found: " + arn);
  }

  static HttpAnswer tooLarge(int limit) {
    String sentence = "Request must be smaller than " + limit + " bytes for the InvokeFunction";
    return of(413, "RequestTooLargeException", sentence + " operation");
  }

  static HttpAnswer noJson() {
    return of(400, "InvalidRequestContentException", "Could not parse request body into json.");
  }

  static HttpAnswer invalid(String sentence) {
    return of(400, "InvalidParameterValueException", sentence);
  }

  static HttpAnswer noType(String type) {
    return invalid("InvocationType " + type + " is not known.");
  }

  static HttpAnswer throttled() {
    return of(429, "TooManyRequestsException", "Rate Exceeded.");
  }

  static HttpAnswer unavailable() {
    return of(500, "ServiceException", "The call cannot be kept now. Try again a little later.");
  }

  /** The sentences hold nothing that JSON would have to escape, but names that we give back. */
  private static HttpAnswer of(int status, String type, String sentence) {
    String text = sentence.replace("\\", "\\\\").replace("\"", "\\\"");
    String body = "{\"Type\":\"User\",\"Message\":\"%s\",\"message\":\"%s\"}".formatted(text, text);
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("x-amzn-ErrorType", type);
    headers.put("x-amzn-RequestId", UUID.randomUUID().toString());
    return new HttpAnswer(status, headers, body.getBytes(StandardCharsets.UTF_8));
  }
}
