package dev.linnet.pulumi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What must not be seen. The name is that of the setting where a function reads it. */
enum StackSecret {
  KEY_SECRET,
  DB_PASSWORD,
  REDIS_PASSWORD,
  /** Given where others run MongoDB; made of the password where we do. */
  MONGO_URI,
  MONGO_PASSWORD,
  MONGO_ROOT_PASSWORD,
  /** By which the members of a replica set know each other. */
  MONGO_KEYFILE,
  OPERATOR_KEY,
  /** By which the exporters ask PgBouncer and Redis how they are. */
  MONITOR_PASSWORD,
  GRAFANA_PASSWORD;

  /** Those that the stack's configuration must give. */
  static List<StackSecret> given(StackSettings settings) {
    List<StackSecret> given = new ArrayList<>(List.of(KEY_SECRET, DB_PASSWORD, REDIS_PASSWORD));
    given.addAll(
        switch (settings.data()) {
          case HOSTS -> List.of(MONGO_PASSWORD, MONGO_ROOT_PASSWORD, MONGO_KEYFILE, OPERATOR_KEY);
          case MANAGED -> List.of(MONGO_URI);
        });
    if (settings.observability()) {
      given.addAll(List.of(MONITOR_PASSWORD, GRAFANA_PASSWORD));
    }
    return given;
  }

  /** Its name in the stack's configuration: {@code dbPassword}. */
  String configName() {
    StringBuilder name = new StringBuilder();
    for (String word : name().toLowerCase(Locale.ROOT).split("_", -1)) {
      String first =
          name.isEmpty() ? word.substring(0, 1) : word.substring(0, 1).toUpperCase(Locale.ROOT);
      name.append(first).append(word.substring(1));
    }
    return name.toString();
  }

  /** Its name on AWS, below that of the stack: {@code db-password}. */
  String awsName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Its name as a variable of Ansible: {@code linnet_db_password}. */
  String ansibleName() {
    return "linnet_" + name().toLowerCase(Locale.ROOT);
  }
}
