package dev.linnet.refill;

import dev.linnet.config.Env;
import dev.linnet.invoker.BackgroundFunction;
import dev.linnet.invoker.LeanInvoker;
import dev.linnet.invoker.Wiring;
import dev.linnet.links.KeyBijection;
import dev.linnet.links.RefillKeys;
import dev.linnet.postgres.KeyPoolConfig;
import dev.linnet.postgres.PostgresKeyPool;
import dev.linnet.postgres.PostgresPool;
import dev.linnet.postgres.PostgresSchema;
import dev.linnet.resilience.Guard;
import dev.linnet.resilience.ResilientKeyPool;
import dev.linnet.telemetry.Gauges;
import dev.linnet.telemetry.Telemetry;

/**
 * The function that keeps the key pool full. With {@code DB_MIGRATE=true} it brings the tables up
 * to date when it starts.
 */
public final class RefillApplication extends LeanInvoker {
  static final String NAME = "refill";

  public RefillApplication() {
    this(Env.ofProcess());
  }

  RefillApplication(Env env) {
    super(NAME, () -> wire(env));
  }

  static Wiring wire(Env env) {
    RefillConfig config = RefillConfig.from(env);
    if (config.migrate()) {
      PostgresSchema.migrate(config.postgres());
    }
    KeyPoolConfig keys = config.keys();
    PostgresPool postgres = new PostgresPool(config.postgres());
    long capacity = new KeyBijection(keys.keyLength(), keys.secret().value()).capacity();
    PostgresKeyPool pool = new PostgresKeyPool(postgres, keys, capacity);
    if (config.migrate()) {
      pool.checkSecret();
    }
    Telemetry telemetry = Telemetry.of(config.telemetry());
    Guard guard = Guard.of("key pool");
    telemetry.watching(Gauges.breakers(guard));
    RefillKeys refill =
        new RefillKeys(
            new ResilientKeyPool(telemetry.postgres(pool), guard),
            keys.population(),
            keys.lowMark(),
            keys.batchSize());
    BackgroundFunction function = new BackgroundFunction(telemetry.work(new RefillHandler(refill)));
    return Wiring.of(telemetry.sentAfter(function))
        .suspending(telemetry, postgres::disconnect)
        .closing(telemetry, postgres);
  }
}
