package dev.linnet.localruntime.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The classes of one function, as on Lambda: its own at the root of the zip, its libraries under
 * {@code lib/}. It shares the JDK and Lambda's interfaces with this process, and nothing else.
 */
final class FunctionClasses extends URLClassLoader {
  static {
    registerAsParallelCapable();
  }

  private FunctionClasses(String name, URL[] urls) {
    super(name, urls, new LambdaInterfaces(FunctionClasses.class.getClassLoader()));
  }

  /**
   * The class loader of an unpacked zip.
   *
   * @param settings a folder that comes before everything else: the function's environment
   */
  static FunctionClasses of(String name, Path settings, Path unpacked) throws IOException {
    List<URL> urls = new ArrayList<>();
    urls.add(url(settings));
    urls.add(url(unpacked));
    try (Stream<Path> jars = Files.list(unpacked.resolve("lib"))) {
      jars.sorted().map(FunctionClasses::url).forEach(urls::add);
    }
    return new FunctionClasses(name, urls.toArray(URL[]::new));
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The JDK, and the interfaces through which Lambda calls a handler. */
  private static final class LambdaInterfaces extends ClassLoader {
    private static final String PACKAGE = "com.amazonaws.services.lambda.runtime.";

    private final ClassLoader ours;

    LambdaInterfaces(ClassLoader ours) {
      super("lambda-interfaces", getPlatformClassLoader());
      this.ours = ours;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.startsWith(PACKAGE) && name.lastIndexOf('.') == PACKAGE.length() - 1) {
        return ours.loadClass(name);
      }
      throw new ClassNotFoundException(name);
    }
  }
}
