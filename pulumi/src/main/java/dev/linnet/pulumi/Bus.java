package dev.linnet.pulumi;

import com.pulumi.aws.Provider;
import com.pulumi.aws.cloudwatch.EventBus;
import com.pulumi.aws.cloudwatch.EventBusArgs;
import com.pulumi.core.Output;
import java.util.Map;

/** The event bus that functions send their events to. */
final class Bus extends Part {
  final Output<String> name;
  final Output<String> arn;

  Bus(StackSettings settings, Provider provider, Encryption encryption) {
    super("Bus", settings, provider);
    EventBus bus =
        new EventBus(
            "bus",
            EventBusArgs.builder()
                .name(named("events"))
                .description("Events of Linnet")
                .kmsKeyIdentifier(encryption.arn)
                .build(),
            mine());
    name = bus.name();
    arn = bus.arn();
    done(Map.of("arn", arn));
  }
}
