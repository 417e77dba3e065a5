package dev.linnet.pulumi;

import com.pulumi.aws.Provider;
import com.pulumi.aws.budgets.Budget;
import com.pulumi.aws.budgets.BudgetArgs;
import com.pulumi.aws.budgets.inputs.BudgetCostFilterArgs;
import com.pulumi.aws.budgets.inputs.BudgetNotificationArgs;
import com.pulumi.aws.cloudwatch.Dashboard;
import com.pulumi.aws.cloudwatch.DashboardArgs;
import dev.linnet.topology.LambdaFunction;
import dev.linnet.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What it does and what it costs: a dashboard and a budget. */
final class Overview extends Part {
  private static final List<String> METRICS = List.of("Invocations", "Errors", "Throttles");

  Overview(StackSettings settings, Provider provider) {
    super("Overview", settings, provider);
    declareBudget();
    if (settings.compute() == Compute.LAMBDA) {
      new Dashboard(
          "dashboard",
          DashboardArgs.builder()
              .dashboardName(named("overview"))
              .dashboardBody(Json.write(Json.object("widgets", widgets())))
              .build(),
          mine());
    }
    done(Map.of());
  }

  private List<Map<String, Object>> widgets() {
    List<Map<String, Object>> widgets = new ArrayList<>();
    for (LambdaFunction function : Topology.linnet().functions()) {
      String name = named(function.name());
      List<List<Object>> counts = new ArrayList<>();
      METRICS.forEach(m -> counts.add(List.of("AWS/Lambda", m, "FunctionName", name)));
      int row = widgets.size() * 3;
      widgets.add(widget(0, row, function.name() + ": calls", "Sum", counts));
      widgets.add(
          widget(
              12,
              row,
              function.name() + ": p99, ms",
              "p99",
              List.of(List.of("AWS/Lambda", "Duration", "FunctionName", name))));
    }
    return widgets;
  }

  private Map<String, Object> widget(
      int x, int y, String title, String statistic, List<List<Object>> metrics) {
    return Json.object(
        "type",
        "metric",
        "x",
        x,
        "y",
        y,
        "width",
        12,
        "height",
        6,
        "properties",
        Json.object(
            "title", title,
            "region", settings.region(),
            "stat", statistic,
            "period", 60,
            "metrics", metrics));
  }

  private void declareBudget() {
    new Budget(
        "budget",
        BudgetArgs.builder()
            .name(named("monthly"))
            .budgetType("COST")
            .timeUnit("MONTHLY")
            .limitAmount(Integer.toString(settings.budget()))
            .limitUnit("USD")
            .costFilters(
                BudgetCostFilterArgs.builder()
                    .name("TagKeyValue")
                    .values("user:environment$" + settings.environment())
                    .build())
            .notifications(note("ACTUAL", 80), note("FORECASTED", 100))
            .build(),
        mine());
  }

  private BudgetNotificationArgs note(String type, double percent) {
    return BudgetNotificationArgs.builder()
        .notificationType(type)
        .comparisonOperator("GREATER_THAN")
        .threshold(percent)
        .thresholdType("PERCENTAGE")
        .subscriberEmailAddresses(settings.alarmEmail())
        .build();
  }
}
