package dev.linnet.pulumi;

import com.pulumi.aws.Provider;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import java.util.Locale;
import java.util.Map;

/** A component of the stack: the parent of its resources, whose names and provider it gives. */
abstract class Part extends ComponentResource {
  final StackSettings settings;

  Part(String type, StackSettings settings, Provider provider) {
    this(type, type.toLowerCase(Locale.ROOT), settings, provider);
  }

  Part(String type, String name, StackSettings settings, Provider provider) {
    super(
        "linnet:aws:" + type, name, ComponentResourceOptions.builder().provider(provider).build());
    this.settings = settings;
  }

  /** The options of a resource of this component. */
  final CustomResourceOptions mine() {
    return CustomResourceOptions.builder().parent(this).build();
  }

  /** The same for what must not be lost: in production Pulumi refuses to delete it. */
  final CustomResourceOptions kept() {
    return CustomResourceOptions.builder().parent(this).protect(settings.isProduction()).build();
  }

  final String named(String part) {
    return settings.named(part);
  }

  final Map<String, String> tagged(String name) {
    return Map.of("Name", named(name));
  }

  final void done(Map<String, Output<?>> outputs) {
    registerOutputs(outputs);
  }
}
