package dev.linnet.invoker;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.function.adapter.aws.AWSLambdaUtils;
import org.springframework.cloud.function.context.catalog.SimpleFunctionRegistry;
import org.springframework.cloud.function.context.catalog.SimpleFunctionRegistry.FunctionInvocationWrapper;
import org.springframework.cloud.function.context.config.SmartCompositeMessageConverter;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.ByteArrayMessageConverter;
import org.springframework.messaging.support.GenericMessage;

/** One function in a catalog that holds nothing else. Thread-safe. */
final class FunctionEntry {
  private final FunctionInvocationWrapper function;

  FunctionEntry(String name, StreamFunction streams) {
    SimpleFunctionRegistry catalog =
        new SimpleFunctionRegistry(
            new GenericConversionService(),
            new SmartCompositeMessageConverter(List.of(new ByteArrayMessageConverter())),
            new NoJson());
    catalog.register(StreamRegistration.of(name, streams));
    this.function = catalog.lookup(name);
    // A message of bytes goes in as it is and comes out as it is; Spring would look for a converter
    // at every call, find none, and go on with what it had.
    function.setSkipInputConversion(true);
    function.setSkipOutputConversion(true);
  }

  byte[] answer(InputStream event, @Nullable Context lambda) {
    Map<String, Object> headers =
        lambda == null ? Map.of() : Map.of(AWSLambdaUtils.AWS_CONTEXT, lambda);
    Message<?> request = new GenericMessage<>(event, new PlainHeaders(headers));
    Message<?> reply = (Message<?>) function.apply(request);
    return (byte[]) reply.getPayload();
  }
}
