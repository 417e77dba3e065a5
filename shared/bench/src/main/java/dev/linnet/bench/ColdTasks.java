package dev.linnet.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Folders as Lambda would have them: its own client, and unpacked functions. */
final class ColdTasks {
  private static final List<String> CLIENT =
      List.of(
          "aws-lambda-java-core-",
          "aws-lambda-java-runtime-interface-client-",
          "aws-lambda-java-serialization-",
          "utils-lite-");
  private static final List<String> EVENTS = List.of("aws-lambda-java-events-", "joda-time-");
  private static final String INVOKER =
      "org.springframework.cloud.function.adapter.aws.FunctionInvoker";
  private static final String LATE = "FUNCTION_INVOKER_LATE_INITIALIZATION";

  private final Path folder;
  private final Path libraries;
  private final Path redirect;

  /**
   * Makes them in a folder.
   *
   * @param libraries the jars of this module
   * @param zip the function that follows links
   */
  ColdTasks(Path folder, Path libraries, Path zip) throws IOException {
    this.folder = folder;
    this.libraries = libraries;
    this.redirect = folder.resolve("redirect");
    unpack(zip, redirect);
    pack(redirect, redirect.resolve("lib/0-own.jar"));
  }

  /** The folder with Lambda's client. */
  Path runtime() throws IOException {
    Path runtime = Files.createDirectories(folder.resolve("runtime"));
    link(libraries, runtime, CLIENT);
    String processor = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    String library = "/jni/libaws-lambda-jni.linux-" + processor + ".so";
    try (InputStream in = ColdTasks.class.getResourceAsStream(library)) {
      if (in == null) {
        throw new IOException("Lambda's client has no " + library);
      }
      Files.copy(in, runtime.resolve("client.so"));
    }
    return runtime;
  }

  /** What is measured; the first two are what the others are compared with. */
  List<ColdVariant> variants(Map<String, String> backends) throws IOException {
    Path client = folder.resolve("client.aot");
    Map<String, String> late = Map.of(LATE, "true");
    Map<String, String> ours = with(backends, Map.of(LATE, "true"));
    Map<String, String> stock =
        with(backends, Map.of("MAIN_CLASS", "dev.linnet.redirect.RedirectInitializer"));
    Path plain = task(ColdPlain.class, false);
    Path clients = task(ColdPlainClients.class, true);
    Path lean = task(ColdLean.class, true);
    String application = "dev.linnet.redirect.RedirectApplication";
    return List.of(
        new ColdVariant("plain handler", name(ColdPlain.class), plain, Map.of(), false, client),
        new ColdVariant(
            "plain handler, clients",
            name(ColdPlainClients.class),
            clients,
            backends,
            false,
            client),
        new ColdVariant("ours", name(ColdLean.class), lean, late, false, client),
        new ColdVariant(
            "ours, AOT cache", name(ColdLean.class), lean, late, true, folder.resolve("lean.aot")),
        new ColdVariant("redirect, clients", application, redirect, ours, false, client),
        new ColdVariant(
            "redirect, clients, AOT cache",
            application,
            redirect,
            ours,
            true,
            folder.resolve("redirect.aot")),
        new ColdVariant(
            "redirect, clients, stock FunctionInvoker", INVOKER, redirect, stock, false, client));
  }

  private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(some);
    all.putAll(more);
    return Map.copyOf(all);
  }

  private static String name(Class<?> type) {
    return type.getName();
  }

  private Path task(Class<?> handler, boolean withLibraries) throws IOException {
    Path task = folder.resolve(handler.getSimpleName());
    Path lib = Files.createDirectories(task.resolve("lib"));
    link(libraries, lib, EVENTS);
    if (withLibraries) {
      link(redirect.resolve("lib"), lib, List.of(""));
    }
    String path = name(handler).replace('.', '/') + ".class";
    try (InputStream in = ColdTasks.class.getClassLoader().getResourceAsStream(path);
        OutputStream out = Files.newOutputStream(lib.resolve("0-handler.jar"));
        ZipOutputStream jar = new ZipOutputStream(out)) {
      jar.putNextEntry(new ZipEntry(path));
      in.transferTo(jar);
      jar.closeEntry();
    }
    return task;
  }

  private static void link(Path from, Path to, List<String> beginnings) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        Path link = to.resolve(name);
        if (beginnings.stream().anyMatch(name::startsWith) && Files.notExists(link)) {
          Files.copy(file, link);
        }
      }
    }
  }

  private static void unpack(Path zip, Path to) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      for (ZipEntry entry : file.stream().filter(e -> !e.isDirectory()).toList()) {
        Path target = to.resolve(entry.getName());
        Files.createDirectories(target.getParent());
        try (InputStream in = file.getInputStream(entry)) {
          Files.copy(in, target);
        }
      }
    }
  }

  /** An AOT cache takes classes from jars only, so the function's own become one. */
  private static void pack(Path task, Path target) throws IOException {
    try (Stream<Path> all = Files.walk(task);
        OutputStream out = Files.newOutputStream(target);
        ZipOutputStream jar = new ZipOutputStream(out)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (!file.startsWith(task.resolve("lib"))) {
          jar.putNextEntry(new ZipEntry(task.relativize(file).toString()));
          Files.copy(file, jar);
          jar.closeEntry();
          Files.delete(file);
        }
      }
    }
  }
}
