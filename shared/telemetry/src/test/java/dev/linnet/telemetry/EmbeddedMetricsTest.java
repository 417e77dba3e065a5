package dev.linnet.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class EmbeddedMetricsTest {
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final Losses losses = new Losses(URI.create("http://localhost:4318"));

  @Test
  void each_value_is_one_line_that_CloudWatch_can_read() {
    tell();

    String lines = log.toString(StandardCharsets.UTF_8);
    assertThat(lines.lines()).allSatisfy(EmbeddedMetricsTest::isJson);
    assertThat(lines)
        .contains(
            "\"CloudWatchMetrics\":[{\"Namespace\":\"Linnet\","
                + "\"Dimensions\":[[\"service\",\"linnet.outcome\"]],"
                + "\"Metrics\":[{\"Name\":\"linnet.keys.claims\",\"Unit\":\"Count\"}]}]")
        .contains("\"linnet.outcome\":\"low\",\"linnet.keys.claims\":3}")
        .contains("\"Counts\":[2],\"Min\":0.03,\"Max\":0.04,\"Sum\":0.07,\"Count\":2}}")
        .doesNotContain("db.client");
  }

  @Test
  void what_rehearsals_did_is_not_told() {
    losses.mute();
    tell();

    assertThat(log.size()).isZero();
  }

  private void tell() {
    try (SdkMeterProvider provider =
        SdkMeterProvider.builder()
            .registerMetricReader(
                PeriodicMetricReader.create(
                    new EmbeddedMetrics("linnet-create", new PrintStream(log, true), losses)))
            .build()) {
      var meter = provider.get("test");
      meter
          .counterBuilder("linnet.keys.claims")
          .build()
          .add(3, Attributes.of(Attribute.OUTCOME, "low"));
      Instruments instruments = new Instruments(provider.get("other"), losses);
      instruments.creates.record(0.03);
      instruments.creates.record(0.04);
      instruments.backendCalls.record(0.03);
    }
  }

  private static void isJson(String line) {
    try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), line)) {
      int depth = 0;
      while (json.nextToken() != null) {
        depth +=
            json.currentToken().isStructStart() ? 1 : json.currentToken().isStructEnd() ? -1 : 0;
      }
      assertThat(depth).isZero();
    }
  }
}
