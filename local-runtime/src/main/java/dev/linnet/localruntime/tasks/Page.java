package dev.linnet.localruntime.tasks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The files of the page; they lie on the class path. */
enum Page {
  TASKS("tasks.html", "text/html; charset=utf-8"),
  LOGIN("login.html", "text/html; charset=utf-8"),
  STYLE("tasks.css", "text/css; charset=utf-8"),
  SCRIPT("tasks.js", "text/javascript; charset=utf-8"),
  CHARTS("charts.js", "text/javascript; charset=utf-8");

  private final String file;
  private final String type;

  Page(String file, String type) {
    this.file = file;
    this.type = type;
  }

  String type() {
    return type;
  }

  byte[] bytes() {
    try (InputStream in = Page.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is not on the class path.");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
