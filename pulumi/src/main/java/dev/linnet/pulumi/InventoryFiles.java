package dev.linnet.pulumi;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;

/**
 * Writes the stack's outputs as Ansible's files: {@code pulumi stack output --json} comes in, the
 * folder of Ansible is the argument.
 */
public final class InventoryFiles {
  static final String HOSTS = "inventory";
  static final String VARIABLES = "groupVariables";

  private static final String NOTE =
      "# Written by pulumi/inventory from the stack's outputs; changes are lost.\n";

  private InventoryFiles() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      System.err.println("Usage: pulumi stack output --json | inventory FOLDER-OF-ANSIBLE");
      System.exit(2);
      return;
    }
    write(System.in, Path.of(args[0]));
  }

  /** JSON is YAML, so one reader does. */
  static void write(InputStream outputs, Path ansible) throws IOException {
    Object all;
    try (var reader = new InputStreamReader(outputs, StandardCharsets.UTF_8)) {
      all = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
    }
    write(ansible.resolve("inventory/hosts.yml"), output(all, HOSTS));
    write(ansible.resolve("group_vars/all.yml"), output(all, VARIABLES));
  }

  private static Object output(Object all, String name) throws IOException {
    Object output = all instanceof Map<?, ?> map ? map.get(name) : null;
    if (output == null) {
      throw new IOException("These are not the outputs of Linnet's stack: no \"" + name + "\".");
    }
    return output;
  }

  private static void write(Path file, Object content) throws IOException {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setExplicitStart(true);
    options.setSplitLines(false);
    Yaml yaml =
        new Yaml(new SafeConstructor(new LoaderOptions()), new Representer(options), options);
    Files.createDirectories(file.getParent());
    Files.writeString(file, NOTE + yaml.dump(content));
  }
}
