package dev.linnet.invoker;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.function.adapter.aws.AWSLambdaUtils;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.cloud.function.context.FunctionRegistration;
import org.springframework.cloud.function.context.FunctionRegistry;
import org.springframework.cloud.function.context.catalog.SimpleFunctionRegistry;
import org.springframework.cloud.function.context.catalog.SimpleFunctionRegistry.FunctionInvocationWrapper;
import org.springframework.cloud.function.context.config.SmartCompositeMessageConverter;
import org.springframework.cloud.function.json.JsonMapper;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.ByteArrayMessageConverter;

/** One function in a Spring context that holds nothing else. Thread-safe. */
final class FunctionEntry implements AutoCloseable {
  private final GenericApplicationContext context = new GenericApplicationContext();
  private final JsonMapper noJson = new NoJson();
  private final FunctionInvocationWrapper function;

  FunctionEntry(String name, StreamFunction streams) {
    var registration = StreamRegistration.of(name, streams);
    context.registerBean(
        AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME,
        LifecycleProcessor.class,
        NoLifecycle::new);
    context.registerBean(name, FunctionRegistration.class, () -> registration);
    context.registerBean(FunctionRegistry.class, () -> registry(registration));
    context.refresh();
    this.function = context.getBean(FunctionCatalog.class).lookup(name);
    // A message of bytes goes in as it is and comes out as it is; Spring would look for a converter
    // at every call, find none, and go on with what it had.
    function.setSkipInputConversion(true);
    function.setSkipOutputConversion(true);
  }

  private FunctionRegistry registry(FunctionRegistration<?> registration) {
    SimpleFunctionRegistry registry =
        new SimpleFunctionRegistry(
            new DefaultConversionService(),
            new SmartCompositeMessageConverter(List.of(new ByteArrayMessageConverter())),
            noJson);
    registry.register(registration);
    return registry;
  }

  byte[] answer(InputStream event, @Nullable Context lambda) throws IOException {
    Message<?> request =
        AWSLambdaUtils.generateMessage(event, function.getInputType(), false, noJson, lambda);
    Object reply = function.apply(request);
    return AWSLambdaUtils.generateOutputFromObject(
        request, reply, noJson, function.getOutputType());
  }

  @Override
  public void close() {
    context.close();
  }
}
