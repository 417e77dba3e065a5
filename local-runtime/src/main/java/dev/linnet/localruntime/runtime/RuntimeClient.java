package dev.linnet.localruntime.runtime;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;

/** AWS's own client of the Runtime API, as an execution environment needs it. */
record RuntimeClient(String classPath, Path nativeLibrary) {
  static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

  /** One class of each jar that lies in the managed runtime's own folder. */
  private static final List<String> CLASSES =
      List.of(
          "com.amazonaws.services.lambda.runtime.RequestStreamHandler",
          MAIN,
          "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer",
          "software.amazon.awssdk.utilslite.SdkInternalThreadLocal");

  private static final String LIBRARY_OPTION =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  /**
   * The client that this process has on its class path.
   *
   * @param folder where its native library is unpacked to; by itself the client would unpack it for
   *     each process anew, over the one that others use
   */
  static RuntimeClient unpackedTo(Path folder) throws IOException {
    String classPath =
        CLASSES.stream().map(RuntimeClient::jar).collect(Collectors.joining(File.pathSeparator));
    return new RuntimeClient(classPath, library(folder));
  }

  String nativeLibraryOption() {
    return "-D" + LIBRARY_OPTION + "=" + nativeLibrary;
  }

  private static String jar(String type) {
    try {
      Class<?> found = Class.forName(type, false, RuntimeClient.class.getClassLoader());
      return Path.of(found.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new IllegalStateException("Lambda's runtime client is not on the class path.", e);
    }
  }

  private static Path library(Path folder) throws IOException {
    String name = "libaws-lambda-jni." + platform() + ".so";
    Files.createDirectories(folder);
    Path half = Files.createTempFile(folder, name, ".half");
    try (InputStream in = RuntimeClient.class.getResourceAsStream("/jni/" + name)) {
      if (in == null) {
        throw new IOException("Lambda's runtime client does not run on " + platform() + ".");
      }
      Files.copy(in, half, StandardCopyOption.REPLACE_EXISTING);
      return Files.move(half, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(half);
    }
  }

  private static String platform() {
    String processor = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    boolean musl =
        Files.exists(Path.of("/lib/ld-musl-x86_64.so.1"))
            || Files.exists(Path.of("/lib/ld-musl-aarch64.so.1"));
    return (musl ? "linux_musl-" : "linux-") + processor;
  }
}
