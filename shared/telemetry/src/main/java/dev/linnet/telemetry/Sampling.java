package dev.linnet.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/**
 * Decides at the edge, by the trace's id: a client's own flag would let anybody have every trace
 * kept. Behind the edge the parent's decision holds. Failures are always kept.
 */
final class Sampling implements Sampler {
  private static final ContextKey<Boolean> FAILURE = ContextKey.named("linnet-failure");

  private final Sampler share;
  private final Sampler byParent;

  Sampling(int percent) {
    this.share = percent == 100 ? Sampler.alwaysOn() : Sampler.traceIdRatioBased(percent / 100.0);
    this.byParent = Sampler.parentBased(share);
  }

  /** A span that starts in this context is kept. */
  static Context failed(Context context) {
    return context.with(FAILURE, true);
  }

  @Override
  public SamplingResult shouldSample(
      Context parent,
      String traceId,
      String name,
      SpanKind kind,
      Attributes attributes,
      List<LinkData> links) {
    if (parent.get(FAILURE) != null) {
      return SamplingResult.recordAndSample();
    }
    Sampler sampler = kind == SpanKind.SERVER ? share : byParent;
    return sampler.shouldSample(parent, traceId, name, kind, attributes, links);
  }

  @Override
  public String getDescription() {
    return "Linnet(" + share.getDescription() + ")";
  }
}
