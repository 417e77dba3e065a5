package dev.linnet.postgres;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One server for all tests of this JVM; each test gets a database of its own, already migrated. */
final class SharedPostgres implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(SharedPostgres.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    Class<?> type = parameter.getParameter().getType();
    return type == TestDatabase.class || type == TestPostgres.class;
  }

  /** The stores close what they hold: the database with the test, the server with the JVM. */
  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    TestPostgres server =
        test.getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(TestPostgres.class, _ -> TestPostgres.start(), TestPostgres.class);
    if (parameter.getParameter().getType() == TestPostgres.class) {
      return server;
    }
    return test.getStore(NAMESPACE)
        .computeIfAbsent(TestDatabase.class, _ -> server.database(), TestDatabase.class);
  }
}
