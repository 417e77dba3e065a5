package dev.linnet.invoker;

import com.amazonaws.services.lambda.runtime.Context;
import dev.linnet.config.Env;
import dev.linnet.config.TrustedAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/**
 * The handler of a function: what {@link FunctionInvoker} does, around one function and without a
 * Spring application, started once and eagerly. Extend it with a constructor without parameters and
 * name that class as the handler.
 *
 * <p>Many threads may call {@link #handleRequest} at once. Whoever made it in-process calls {@link
 * #close}, which another class loader can see as {@link AutoCloseable}; under a Lambda runtime
 * client the end of the process does.
 */
public abstract class LeanInvoker extends FunctionInvoker implements AutoCloseable {
  /** Set wherever a runtime client, which closes nothing, calls the handler. */
  private static final String RUNTIME_API = "AWS_LAMBDA_RUNTIME_API";

  private final RunningFunction function;

  /**
   * Starts the function.
   *
   * @param name what Spring's catalog knows the function by
   * @throws IllegalStateException where {@code FUNCTION_INVOKER_LATE_INITIALIZATION} is not true
   */
  protected LeanInvoker(String name, Supplier<Wiring> wiring) {
    LateInitialization.require(System.getenv());
    TrustedAuthority.trust(Env.of(System.getenv()));
    super(name);
    this.function = new RunningFunction(name, wiring.get(), System.getenv(RUNTIME_API) != null);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, @Nullable Context context)
      throws IOException {
    output.write(function.answer(input, context));
  }

  /** Gives back what the function holds. Further calls fail; closing again does nothing. */
  @Override
  public void close() {
    function.close();
  }
}
