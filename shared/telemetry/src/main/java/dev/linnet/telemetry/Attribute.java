package dev.linnet.telemetry;

import io.opentelemetry.api.common.AttributeKey;

/** Names of OpenTelemetry's semantic conventions 1.45, and our own, which begin with linnet. */
final class Attribute {
  static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
  static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
  static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
  static final AttributeKey<String> TRIGGER = AttributeKey.stringKey("faas.trigger");
  static final AttributeKey<Boolean> COLD = AttributeKey.booleanKey("faas.coldstart");
  static final AttributeKey<String> INVOCATION = AttributeKey.stringKey("faas.invocation_id");
  static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("db.system.name");
  static final AttributeKey<String> OPERATION = AttributeKey.stringKey("db.operation.name");
  static final AttributeKey<String> COLLECTION = AttributeKey.stringKey("db.collection.name");
  static final AttributeKey<String> MESSAGING = AttributeKey.stringKey("messaging.system");
  static final AttributeKey<String> MESSAGING_OPERATION =
      AttributeKey.stringKey("messaging.operation.name");
  static final AttributeKey<String> MESSAGING_TYPE =
      AttributeKey.stringKey("messaging.operation.type");
  static final AttributeKey<String> DESTINATION =
      AttributeKey.stringKey("messaging.destination.name");
  static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("linnet.outcome");
  static final AttributeKey<String> LAYER = AttributeKey.stringKey("linnet.cache.layer");
  static final AttributeKey<String> KEY = AttributeKey.stringKey("linnet.key");
  static final AttributeKey<String> SIGNAL = AttributeKey.stringKey("linnet.signal");

  private Attribute() {}
}
