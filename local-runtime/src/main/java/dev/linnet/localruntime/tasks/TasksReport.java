package dev.linnet.localruntime.tasks;

import dev.linnet.localruntime.json.Json;
import dev.linnet.localruntime.work.WorkUnavailable;
import dev.linnet.localruntime.work.WorkView;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that the tasks page shows, as JSON. */
public final class TasksReport {
  private static final Duration CHARTS = Duration.ofHours(24);

  private final WorkView view;
  private final Environments environments;
  private final InstantSource clock;

  public TasksReport(WorkView view, Environments environments, InstantSource clock) {
    this.view = view;
    this.environments = environments;
    this.clock = clock;
  }

  /** A report; empty where the database is not there. */
  byte[] json() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("at", clock.instant().toString());
    try {
      report.put("schedules", view.schedules());
      report.put("counts", view.counts());
      report.put("recent", view.recent());
      report.put("dead_letters", view.deadLetters());
      report.put("chart_hours", CHARTS.toHours());
      report.put("series", view.series(CHARTS));
    } catch (WorkUnavailable e) {
      return new byte[0];
    }
    report.put("environments", environments());
    return Json.bytes(report);
  }

  private List<Map<String, Object>> environments() {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Environments.Use use : environments.now()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("function", use.function());
      one.put("mode", use.mode());
      one.put("warm", use.warm());
      one.put("busy", use.busy());
      one.put("frozen", use.frozen());
      one.put("memory_bytes", use.memoryBytes());
      one.put("memory_limit_bytes", use.memoryLimitBytes());
      all.add(one);
    }
    return all;
  }
}
